"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutContact } from "@stripe/stripe-js";
import { useRef, useState } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { decideReview } from "@/lib/checkout/elements/review-outcome";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";
import { findOutcome } from "../find-outcome";
import type { PaymentNotice } from "../payment-notice";
import { problemText } from "../problem-text";
import { useComeBack } from "../use-come-back";
import { useLatest } from "../use-latest";
import type { Tasks } from "../use-task-queue";
import type { EmailControl } from "./use-email";
import type { QuoteControl } from "./use-quote";

type Options = {
  orderId: string;
  checkout: StripeCheckoutElementsValue;
  quote: QuoteControl;
  email: EmailControl;
  tasks: Tasks;
  /** Null: the Billing Address Element tells it, or the saved payment method. */
  billing: StripeCheckoutContact | null;
  locale: Locale;
  texts: CheckoutTexts["elements"];
};

/** Pays once at a time: the store's last look, then Stripe's confirmation, which leaves for the order's page. */
export function usePayment(options: Options) {
  const { orderId, checkout, quote, email, tasks, billing, locale, texts } = options;
  const [paying, setPaying] = useState(false);
  const [declinedTotal, setDeclinedTotal] = useState<number | null>(null);
  const [notice, setNotice] = useState<PaymentNotice | null>(null);
  const turn = useRef(0);
  const underWay = useRef(false);
  const latest = useLatest({ checkout, quote, email, billing });
  const shown = checkout.total.total.minorUnitsAmount;

  /** Null when it may be paid. `silent`: the page already shows why not. */
  async function reviewBeforePaying(): Promise<PaymentNotice | "silent" | null> {
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
    const result = await now
      .confirm(billingAddress && shown > 0 ? { billingAddress } : {})
      .catch(() => ({ type: "error" as const, error: null }));
    if (result.type === "success") return "leaving";
    if (result.error?.code === "paymentFailed") return { kind: "declined", message: result.error.message };
    if (!result.error) return findOut(now.id, false, { kind: "still_open" });
    return findOut(now.id, true, { kind: "failed", message: result.error.message });
  }

  /** Whether the payment was made is not known: asks the store until it is, and leads on. `otherwise`: it was not. */
  async function findOut(
    sessionId: string,
    isOver: boolean,
    otherwise: PaymentNotice,
  ): Promise<PaymentNotice | "leaving"> {
    setNotice({ kind: "unknown" });
    if ((await findOutcome(orderId, isOver)) !== "paid") return otherwise;
    window.location.assign(localPath(locale, `/checkout/return?session_id=${sessionId}`));
    return "leaving";
  }

  async function pay(): Promise<void> {
    if (underWay.current) return;
    underWay.current = true;
    turn.current += 1;
    const mine = turn.current;
    setPaying(true);
    setNotice(null);
    const failed = (): PaymentNotice => ({ kind: "failed", message: texts.updates.stripe });
    const stopped = await tasks.run(reviewBeforePaying).catch(failed);
    const end = stopped ?? (await confirm());
    if (mine === turn.current && end !== "leaving") release(end === "silent" ? null : end);
  }

  function release(next: PaymentNotice | null): void {
    turn.current += 1;
    underWay.current = false;
    setPaying(false);
    setNotice(next);
    setDeclinedTotal(next?.kind === "declined" ? shown : null);
  }

  useComeBack(orderId, locale, async () => {
    if (!underWay.current) return;
    // Stripe is asked: only then it is known that nothing was paid.
    turn.current += 1;
    const mine = turn.current;
    const end = await findOut(checkout.id, true, { kind: "not_completed" });
    if (mine !== turn.current || end === "leaving") return;
    release(end);
    void quote.update({ kind: "review" });
  });

  // A card that was declined is no news about another total.
  const isPast = notice?.kind === "declined" && declinedTotal !== shown;
  return { paying, notice: isPast ? null : notice, pay };
}

export type PaymentControl = ReturnType<typeof usePayment>;
