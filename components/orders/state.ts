import type { OrderStatus } from "@/lib/orders/types";
import type { OrderView } from "@/lib/orders/view";

/** States whose page says more than "Thank you": nothing has been bought (yet). */
const WITHOUT_THANKS = ["open", "payment_failed", "expired", "canceled"] as const;
type WithoutThanks = (typeof WITHOUT_THANKS)[number];

export function headingOf(status: OrderStatus): WithoutThanks | null {
  return WITHOUT_THANKS.find((candidate) => candidate === status) ?? null;
}

export function toneOf(status: OrderStatus): "good" | "warn" | "bad" | "neutral" {
  switch (status) {
    case "paid":
    case "shipped":
      return "good";
    case "open":
    case "processing":
    case "needs_attention":
    case "disputed":
      return "warn";
    case "payment_failed":
    case "expired":
      return "bad";
    case "canceled":
    case "partially_refunded":
    case "refunded":
      return "neutral";
  }
}

/** States that a payment under way will change without the shopper. */
export function isWaiting(status: OrderStatus): boolean {
  return status === "processing" || status === "open";
}

/** What Stripe says of a failed payment, by a word in it, and the text in `orders.reasons` that says it our way. */
const REASONS = [
  ["insufficient", "insufficient_funds"],
  ["expired", "expired_card"],
  ["security code", "incorrect_cvc"],
  ["authenticat", "authentication"],
  ["declin", "declined"],
  ["refus", "declined"],
] as const;

/** Why the last payment failed; null when none did. */
export function failureReason(timeline: OrderView["timeline"]): (typeof REASONS)[number][1] | "other" | null {
  const last = timeline.findLast((entry) => entry.detail.code === "payment_failed")?.detail;
  if (last?.code !== "payment_failed") return null;
  const told = last.reason?.toLowerCase() ?? "";
  return REASONS.find(([word]) => told.includes(word))?.[1] ?? "other";
}

/** Carrier and number of the parcel, once it has left. */
export function parcelOf(timeline: OrderView["timeline"]) {
  const shipped = timeline.findLast((entry) => entry.detail.code === "shipped")?.detail;
  return shipped?.code === "shipped" && (shipped.carrier || shipped.trackingNumber) ? shipped : null;
}
