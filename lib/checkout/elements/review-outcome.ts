import { type CheckoutQuote, goneDiscounts } from "@/lib/checkout/core/quote-view";
import type { UpdateOutcome } from "./run-update";

type ReviewDecision =
  | { kind: "pay" }
  /** The shopper must see another total first. `gone` lists discounts that no longer apply. */
  | { kind: "look_again"; gone: { name: string; reason: string | null }[] }
  /** A price or the stock has changed, which the cart page shows. */
  | { kind: "look_at_cart"; message: string }
  | { kind: "over"; orderId: string | null }
  | { kind: "failed"; outcome: Extract<UpdateOutcome, { ok: false }> };

/**
 * What the page does after the last check before a payment.
 * @param before the quote that the shopper saw, and the button's total in minor units
 * @param total of the session now, in minor units
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
