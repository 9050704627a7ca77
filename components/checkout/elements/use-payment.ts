"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutContact } from "@stripe/stripe-js";
import { useState } from "react";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { decideReview } from "@/lib/checkout/elements/review-outcome";
import type { PaymentNotice } from "../payment-notice";
import { problemText } from "../problem-text";
import { useLatest } from "../use-latest";
import { type PayingEnd, type Unknown, usePaying } from "../use-paying";
import type { Tasks } from "../use-task-queue";
import type { EmailControl } from "./use-email";
import type { QuoteControl } from "./use-quote";

type Options = {
  orderId: string;
  checkout: StripeCheckoutElementsValue;
  quote: QuoteControl;
  email: EmailControl;
  tasks: Tasks;
  /** Null when it comes from the Billing Address Element, or the saved method. */
  billing: StripeCheckoutContact | null;
  locale: Locale;
  texts: Texts<"checkout">["elements"];
};

/** The store checks once more, then Stripe's confirmation leads to the order's page. */
export function usePayment(options: Options) {
  const { orderId, checkout, quote, email, tasks, billing, locale, texts } = options;
  const [declinedTotal, setDeclinedTotal] = useState<number | null>(null);
  const latest = useLatest({ checkout, quote, email, billing });
  const shown = checkout.total.total.minorUnitsAmount;

  const unknown = (isOver: boolean, otherwise: PaymentNotice): Unknown => ({
    orderId,
    isOver,
    paidPath: `/checkout/return?session_id=${checkout.id}`,
    notCharged: otherwise,
    stillOpen: otherwise,
  });
  const paying = usePaying({
    orderId,
    locale,
    lost: () => unknown(false, { kind: "still_open" }),
    onBackButton: async (): Promise<void> => {
      // Only Stripe knows for sure that nothing was paid.
      const end = await paying.runInstead(() =>
        paying.awaitOutcome(unknown(true, { kind: "not_completed" })),
      );
      if (end !== null && end !== "leaving") void quote.update({ kind: "review" });
    },
  });

  async function reviewBeforePaying(): Promise<PayingEnd | null> {
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
      case "look_again":
      case "look_at_cart":
        return decision;
    }
  }

  async function confirm(): Promise<PayingEnd> {
    const { checkout: now, billing: billingAddress } = latest.current;
    const result = await now
      .confirm(billingAddress && shown > 0 ? { billingAddress } : {})
      .catch(() => ({ type: "error" as const, error: null }));
    if (result.type === "success") return "leaving";
    if (!result.error) return paying.awaitOutcome(unknown(false, { kind: "still_open" }));
    const { code, message } = result.error;
    if (code !== "paymentFailed") return paying.awaitOutcome(unknown(true, { kind: "failed", message }));
    setDeclinedTotal(shown);
    return { kind: "declined", message };
  }

  async function payOnce(): Promise<PayingEnd> {
    const failed = (): PaymentNotice => ({ kind: "failed", message: texts.updates.stripe });
    return (await tasks.run(reviewBeforePaying).catch(failed)) ?? confirm();
  }

  // After a decline the notice is about an earlier total once the total changes.
  const isPast = paying.notice?.kind === "declined" && declinedTotal !== shown;
  return {
    paying: paying.paying,
    notice: isPast ? null : paying.notice,
    pay: () => void paying.run(payOnce),
  };
}
