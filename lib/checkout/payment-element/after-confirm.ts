import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import { goneDiscounts } from "@/lib/checkout/core/quote-view";
import type { ConfirmAnswer, RefusedConfirm } from "./payment-answer";

type ConfirmNotice =
  | { kind: "look_again"; gone: { name: string; reason: string | null }[] }
  | { kind: "look_at_cart" | "declined" | "failed"; message: string }
  | { kind: "in_progress"; message: string; orderId: string | null };

type RefusedStep =
  /** The payment may have been made, so the page asks until that is known. */
  | { kind: "find_out"; orderId: string | null }
  /** Nothing has changed, so the shopper can try again with a new token. */
  | { kind: "again" }
  | { kind: "over"; orderId: string | null }
  | { kind: "stay"; notice: ConfirmNotice };

export type ConfirmStep =
  | { kind: "arrive"; paymentIntentId: string }
  | { kind: "bank"; clientSecret: string; paymentIntentId: string }
  | RefusedStep;

/** What the page showed when the button was pressed; `amount` in minor units. */
type Seen = { quote: CheckoutQuote; amount: number };

export function afterConfirm(answer: ConfirmAnswer, seen: Seen): ConfirmStep {
  if (!answer.ok) return afterRefusal(answer, seen);
  const { status, clientSecret, paymentIntentId } = answer;
  return status === "requires_action"
    ? { kind: "bank", clientSecret, paymentIntentId }
    : { kind: "arrive", paymentIntentId };
}

export function afterRefusal({ code, message, checkout, orderId }: RefusedConfirm, seen: Seen): RefusedStep {
  switch (code) {
    case "quote_changed":
    case "quote_expired":
      if (code === "quote_expired" && checkout?.amount === seen.amount) return { kind: "again" };
      return stay({ kind: "look_again", gone: checkout ? goneDiscounts(seen.quote, checkout.quote) : [] });
    case "not_payable":
    case "not_found":
      return { kind: "over", orderId };
    case "cart_changed":
    case "out_of_stock":
      return stay({ kind: "look_at_cart", message });
    case "payment_unknown":
      return { kind: "find_out", orderId };
    case "card_declined":
      return stay({ kind: "declined", message });
    case "payment_in_progress":
      return stay({ kind: "in_progress", message, orderId });
    default:
      return stay({ kind: "failed", message });
  }
}

const stay = (notice: ConfirmNotice): RefusedStep => ({ kind: "stay", notice });
