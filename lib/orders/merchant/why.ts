import type { Texts } from "@/i18n/messages";
import type { AttentionReason, OrderStatus, TimelineDetail } from "@/lib/model/order";

/** A key of `why` in `messages/<locale>/merchant.json`, with what fills it in. */
type Why = {
  key: keyof Texts<"merchant">["why"];
  /** When the order came into its state. */
  since: Date | null;
  /** Stripe's code, why a payment failed. */
  code?: string;
  /** Each has its own text in `reasons`. */
  reasons?: AttentionReason[];
};

type Facts = {
  status: OrderStatus;
  reasons: readonly { reason: AttentionReason; answeredAt: Date | null }[];
  timeline: readonly { at: Date; toStatus: OrderStatus | null; detail: TimelineDetail }[];
  shipment: "pending" | "ready" | "sent" | "canceled" | null;
};

/** Why an order is in its state, from the state and from what has happened. Pure. */
export function whyInState({ status, reasons, timeline, shipment }: Facts): Why {
  const last = timeline.findLast(({ toStatus }) => toStatus === status);
  const since = last?.at ?? null;
  switch (status) {
    case "needs_attention": {
      const open = reasons.filter(({ answeredAt }) => answeredAt === null).map(({ reason }) => reason);
      return { key: "needs_attention", since, reasons: [...new Set(open)] };
    }
    case "payment_failed":
      return last?.detail.code === "payment_failed" && last.detail.reason
        ? { key: "payment_failed_code", since, code: last.detail.reason }
        : { key: "payment_failed", since };
    case "paid":
      return { key: shipment === "ready" ? "paid_ready" : "paid", since };
    case "open":
      return {
        key: timeline.some(({ detail }) => detail.code === "payment_started") ? "open_begun" : "open",
        since,
      };
    default:
      return { key: status, since };
  }
}
