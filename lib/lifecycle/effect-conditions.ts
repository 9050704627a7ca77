import type { OrderEffect } from "@/lib/model/effects";
import type { OrderStatus, RefundStatus } from "@/lib/model/order";
import type { DisputeStage } from "./dispute-stage";

type EffectCondition =
  | { orders: readonly OrderStatus[] }
  | { refund: readonly RefundStatus[] }
  | "same stage of the dispute";

/** Goods have left, whatever has happened to the money since. */
const PAID_ONCE = [
  "paid",
  "partially_refunded",
  "shipped",
  "refund_pending",
  "refunded",
  "disputed",
  "charged_back",
  "needs_attention",
] as const satisfies readonly OrderStatus[];

/** When each effect is still right. Checked when it runs, as the order may have been refunded, disputed or canceled since. */
const CONDITIONS: Record<OrderEffect, EffectCondition> = {
  "email.order_confirmed": { orders: ["paid", "partially_refunded"] },
  "email.payment_processing": { orders: ["processing"] },
  "email.payment_failed": { orders: ["payment_failed"] },
  // The parcel has left, so the e-mail is right whatever happens to the money; others of the order may be still to come.
  "email.order_shipped": { orders: PAID_ONCE },
  "email.order_ready": { orders: ["paid", "partially_refunded"] },
  "email.delivery_delayed": { orders: ["awaiting_stock"] },
  "email.refund_pending": { refund: ["pending", "requires_action"] },
  "email.refunded": { refund: ["succeeded"] },
  "email.refund_failed": { refund: ["failed", "canceled"] },
  // Whether the code still works is seen when it is written.
  "email.credit_given": { orders: [...PAID_ONCE, "awaiting_stock"] },
  "email.payment_returned": { orders: ["charged_back"] },
  "email.order_canceled": { orders: ["canceled"] },
  "email.return_asked": { orders: PAID_ONCE },
  "email.return_accepted": { orders: PAID_ONCE },
  "email.return_declined": { orders: PAID_ONCE },
  "email.return_received": { orders: PAID_ONCE },
  // Also when it is no longer true by then: whoever did not ask for the change must hear of it.
  "email.address_corrected": { orders: [...PAID_ONCE, "awaiting_stock"] },
  "email.merchant_order_paid": { orders: ["paid", "partially_refunded", "shipped"] },
  "email.merchant_attention": { orders: ["needs_attention", "disputed"] },
  "email.merchant_dispute": "same stage of the dispute",
  // Whether it still waits for an answer is seen when it is written.
  "email.merchant_return": { orders: PAID_ONCE },
  // What is left of it is seen when it is done.
  "stripe.order_change": { orders: [...PAID_ONCE, "awaiting_stock"] },
  "shipping.request": { orders: ["paid", "partially_refunded"] },
  "shipping.cancel": {
    orders: ["refund_pending", "refunded", "charged_back", "canceled", "disputed", "needs_attention"],
  },
  "shipping.settle": { orders: ["paid", "partially_refunded", "shipped"] },
  // What is due by then is decided when they are issued.
  "stripe.documents": {
    orders: [
      "paid",
      "awaiting_stock",
      "partially_refunded",
      "shipped",
      "refund_pending",
      "refunded",
      "disputed",
      "charged_back",
      "needs_attention",
    ],
  },
};

/** Why an effect must not run any more; null when it may. `now` has the order's status, and the refund or dispute it is about. */
export function whyNoLongerApplies(
  effect: OrderEffect,
  now: {
    order: OrderStatus;
    refund: RefundStatus | null;
    /** `stageThen` is the dispute's stage when the effect was enqueued. */
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
