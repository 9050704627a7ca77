import { NOTHING_TO_SEND } from "@/lib/model/nothing-sent";
import type { OrderStatus } from "@/lib/model/order";
import type { OrderView } from "@/lib/orders/views/order-view";
import { type DeclineReason, declineReason } from "@/lib/stripe/declines";

/** What becomes of the goods, for the texts that say so. */
export function goodsOf({
  delivery,
  isReady,
}: {
  delivery: Pick<OrderView["delivery"], "pickup" | "option">;
  isReady: boolean;
}): "parcel" | "pickup" | "ready" | "none" {
  if (delivery.option === NOTHING_TO_SEND) return "none";
  if (!delivery.pickup) return "parcel";
  return isReady ? "ready" : "pickup";
}

/** The key of `orders.status`: goods that are collected are never sent. */
export function shownStatus(
  order: Pick<OrderView, "status" | "isReady"> & {
    delivery: Pick<OrderView["delivery"], "pickup" | "option">;
  },
): OrderStatus | "ready" | "collected" | "done" {
  const { status } = order;
  const goods = goodsOf(order);
  if (goods === "none" && status === "shipped") return "done";
  if (goods !== "parcel" && status === "shipped") return "collected";
  return goods === "ready" && status === "paid" ? "ready" : status;
}

/** States whose page does not begin with "Thank you". */
const WITHOUT_THANKS = [
  "open",
  "payment_failed",
  "expired",
  "canceled",
  "refund_pending",
  "refunded",
  "disputed",
  "charged_back",
] as const;
type WithoutThanks = (typeof WITHOUT_THANKS)[number];

export function headingOf({
  status,
  attention,
}: Pick<OrderView, "status" | "attention">): WithoutThanks | "refund_failed" | null {
  if (attention === "refund_failed") return attention;
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
    case "awaiting_stock":
    case "disputed":
      return "warn";
    case "payment_failed":
    case "expired":
    case "charged_back":
      return "bad";
    case "canceled":
    case "partially_refunded":
    case "refund_pending":
    case "refunded":
      return "neutral";
  }
}

/** Whether the state will change without the shopper. */
export function isWaiting(status: OrderStatus): boolean {
  return status === "processing" || status === "open";
}

type FailureReason =
  | "insufficient_funds"
  | "expired_card"
  | "incorrect_cvc"
  | "authentication"
  | "declined"
  | "other";

/** The key of each reason in `orders.reasons`. */
const REASONS: Record<DeclineReason, FailureReason> = {
  declined: "declined",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  insufficient_funds: "insufficient_funds",
  authentication: "authentication",
  incorrect_number: "other",
  processing_error: "other",
  too_often: "other",
  not_supported: "other",
};

export function failureReason(timeline: OrderView["timeline"]): FailureReason | null {
  const last = timeline.findLast((entry) => entry.detail.code === "payment_failed")?.detail;
  if (last?.code !== "payment_failed") return null;
  const reason = declineReason(last.reason);
  return reason ? REASONS[reason] : "other";
}
