import { type CheckoutQuote, goneDiscounts } from "@/lib/checkout/core/quote-view";
import type { UpdateOutcome } from "./run-update";

/** What the page does when the store has looked at the order once more before it is paid. */
type ReviewDecision =
  | { kind: "pay" }
  /** The shopper has to see another total first. `gone`: the discounts that are no longer there. */
  | { kind: "look_again"; gone: { name: string; reason: string | null }[] }
  /** A price or the stock: only the cart can tell. */
  | { kind: "look_at_cart"; message: string }
  /** The session can't be paid any more. */
  | { kind: "over"; orderId: string | null }
  | { kind: "failed"; outcome: Extract<UpdateOutcome, { ok: false }> };

/**
 * @param before the quote that the shopper saw, and the total in minor units that the button named
 * @param total what the session asks for now
 */
export function decideReview(
  outcome: UpdateOutcome,
  before: { quote: CheckoutQuote; total: number },
  total: number,
): ReviewDecision {
  if (outcome.ok) {
    return total === before.total
      ? { kind: "pay" }
      : { kind: "look_again", gone: goneDiscounts(before.quote, outcome.quote) };
  }
  switch (outcome.code) {
    case "quote_changed":
      return { kind: "look_again", gone: outcome.quote ? goneDiscounts(before.quote, outcome.quote) : [] };
    case "cart_changed":
    case "out_of_stock":
      return { kind: "look_at_cart", message: outcome.message ?? "" };
    case "session_closed":
    case "not_found":
      return { kind: "over", orderId: outcome.orderId };
    default:
      return { kind: "failed", outcome };
  }
}
