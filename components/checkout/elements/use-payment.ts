"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutContact } from "@stripe/stripe-js";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { decideReview } from "@/lib/checkout/review-outcome";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import type { PaymentNotice } from "../payment-notice";
import { problemText } from "../problem-text";
import { useLatest } from "../use-latest";
import type { Tasks } from "../use-task-queue";
import type { EmailControl } from "./use-email";
import type { QuoteControl } from "./use-quote";

type Options = {
  checkout: StripeCheckoutElementsValue;
  quote: QuoteControl;
  email: EmailControl;
  tasks: Tasks;
  /** Null: the Billing Address Element tells it, or the saved payment method. */
  billing: StripeCheckoutContact | null;
  texts: CheckoutTexts["elements"];
};

/** Pays once at a time: the store's last look, then Stripe's confirmation, which leaves for the order's page. */
export function usePayment({ checkout, quote, email, tasks, billing, texts }: Options) {
  const [paying, setPaying] = useState(false);
  const [declinedTotal, setDeclinedTotal] = useState<number | null>(null);
  const [notice, setNotice] = useState<PaymentNotice | null>(null);
  const turn = useRef(0);
  const underWay = useRef(false);
  const latest = useLatest({ checkout, quote, email, billing });
  const shown = checkout.total.total.minorUnitsAmount;

  /** Null: it may be paid. `silent`: the page already tells why not. */
  async function lookOnceMore(): Promise<PaymentNotice | "silent" | null> {
    const { quote: control, email: address, checkout: now } = latest.current;
    if (!(await address.commit())) {
      address.field.current?.focus();
      return "silent";
    }
    const valid = await now.validateElements();
    if (valid.type === "error") return { kind: "incomplete", message: valid.error.message };
    const before = { quote: control.quote, total: shown };
    const { outcome, total } = await control.ask({ kind: "review" });
    const decision = decideReview(outcome, before, total ?? shown);
    switch (decision.kind) {
      case "pay":
        return null;
      case "over":
        return "silent";
      case "failed":
        return { kind: "failed", message: problemText(decision.outcome, texts) };
      default:
        return decision;
    }
  }

  async function confirm(): Promise<PaymentNotice | "leaving"> {
    const { checkout: now, billing: billingAddress } = latest.current;
    const result = await now.confirm(billingAddress && shown > 0 ? { billingAddress } : {});
    if (result.type === "success") return "leaving";
    const { code, message } = result.error;
    return { kind: code === "paymentFailed" ? "declined" : "failed", message };
  }

  async function pay(): Promise<void> {
    if (underWay.current) return;
    underWay.current = true;
    turn.current += 1;
    const mine = turn.current;
    setPaying(true);
    setNotice(null);
    const failed = (): PaymentNotice => ({ kind: "failed", message: texts.updates.stripe });
    const stopped = await tasks.run(lookOnceMore).catch(failed);
    const end = stopped ?? (await confirm().catch(failed));
    if (mine === turn.current && end !== "leaving") release(end === "silent" ? null : end);
  }

  function release(next: PaymentNotice | null): void {
    turn.current += 1;
    underWay.current = false;
    setPaying(false);
    setNotice(next);
    setDeclinedTotal(next?.kind === "declined" ? shown : null);
  }

  // The browser's back button can bring the page back as it was left, in the middle of paying.
  const comeBack = useEffectEvent(() => {
    if (!underWay.current) return;
    release({ kind: "not_completed" });
    void quote.update({ kind: "review" });
  });
  useEffect(() => {
    const show = (event: PageTransitionEvent) => {
      if (event.persisted) comeBack();
    };
    window.addEventListener("pageshow", show);
    return () => window.removeEventListener("pageshow", show);
  }, []);

  // A card that was declined is no news about another total.
  const isPast = notice?.kind === "declined" && declinedTotal !== shown;
  return { paying, notice: isPast ? null : notice, pay };
}

export type PaymentControl = ReturnType<typeof usePayment>;
