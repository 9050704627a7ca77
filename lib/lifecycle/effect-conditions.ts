import type { OrderEffect } from "@/lib/model/effects";
import type { OrderStatus, RefundStatus } from "@/lib/model/order";
import type { DisputeStage } from "./dispute-stage";

type EffectCondition =
  | { orders: readonly OrderStatus[] }
  | { refund: readonly RefundStatus[] }
  /** The dispute must still be at the stage at which the effect was enqueued. */
  | "same stage of the dispute";

/**
 * When each effect is still right. It is asked when the effect is about to happen: between the cause and that moment an
 * order can have been refunded, disputed or given up.
 */
const CONDITIONS: Record<OrderEffect, EffectCondition> = {
  "email.order_confirmed": { orders: ["paid", "partially_refunded"] },
  "email.payment_processing": { orders: ["processing"] },
  "email.payment_failed": { orders: ["payment_failed"] },
  // The parcel has left, whatever happens to the money.
  "email.order_shipped": {
    orders: ["shipped", "refund_pending", "refunded", "disputed", "charged_back", "needs_attention"],
  },
  "email.delivery_delayed": { orders: ["awaiting_stock"] },
  "email.refund_pending": { refund: ["pending", "requires_action"] },
  "email.refunded": { refund: ["succeeded"] },
  "email.refund_failed": { refund: ["failed", "canceled"] },
  "email.payment_returned": { orders: ["charged_back"] },
  "email.order_canceled": { orders: ["canceled"] },
  // What is wrong with it by now is told by an e-mail of its own.
  "email.merchant_order_paid": { orders: ["paid", "partially_refunded", "shipped"] },
  "email.merchant_attention": { orders: ["needs_attention", "disputed"] },
  "email.merchant_dispute": "same stage of the dispute",
  "shipping.request": { orders: ["paid", "partially_refunded"] },
  "shipping.cancel": {
    orders: ["refund_pending", "refunded", "charged_back", "canceled", "disputed", "needs_attention"],
  },
};

/** Why an effect must no longer happen, in words; null when it may. `refund`, `dispute`: the one that the effect is about. */
export function whyNoLongerApplies(
  effect: OrderEffect,
  now: {
    order: OrderStatus;
    refund: RefundStatus | null;
    /** The dispute's stage now, and its stage when the effect was enqueued. */
    dispute?: { stage: DisputeStage; stageThen: string } | null;
  },
): string | null {
  const moment = CONDITIONS[effect];
  if (moment === "same stage of the dispute") {
    if (now.dispute && now.dispute.stage === now.dispute.stageThen) return null;
    return `the dispute is ${now.dispute?.stage ?? "unknown"}`;
  }
  if ("orders" in moment) return moment.orders.includes(now.order) ? null : `the order is ${now.order}`;
  if (now.refund && moment.refund.includes(now.refund)) return null;
  return `the refund is ${now.refund ?? "unknown"}`;
}
