import type { OrderStatus } from "@/lib/model/order";

/** What is true about an order at Stripe, however little the store has heard of it. Amounts in minor units. */
export type ModelOrder = {
  /** `session`: Stripe's page takes the payment; `payment`: the server confirms a PaymentIntent with a token. */
  surface: "session" | "payment";
  total: number;
  checkout: "open" | "over";
  payment: "none" | "processing" | "failed" | "paid";
  /** How it was paid; a debit is not disputed but returned, and is left out here. */
  by: "card" | "debit" | null;
  /** The bank has been asked and has not answered; the payment is neither made nor over. */
  asked: boolean;
  refunded: number;
  dispute: "open" | "won" | "lost" | null;
};

export const newOrder = (total: number, surface: ModelOrder["surface"] = "session"): ModelOrder => ({
  surface,
  total,
  checkout: "open",
  payment: "none",
  by: null,
  asked: false,
  refunded: 0,
  dispute: null,
});

/** What happens to an order at Stripe. */
export type Happening =
  | {
      kind:
        | "pay_card"
        | "pay_declined"
        | "pay_debit"
        | "debit_settles"
        | "debit_fails"
        | "time_is_over"
        | "pay_again"
        | "bank_is_asked"
        | "bank_agrees"
        | "bank_refuses"
        | "canceled_at_stripe";
    }
  | { kind: "refund"; amount: number }
  | { kind: "dispute" }
  | { kind: "dispute_ends"; outcome: "won" | "lost" };

const left = ({ total, refunded }: ModelOrder) => total - refunded;

/** Whether it can happen: a test only does what Stripe would let it do. */
export function canHappen(order: ModelOrder, happening: Happening): boolean {
  switch (happening.kind) {
    case "pay_card":
    case "pay_declined":
    case "pay_debit":
      return order.checkout === "open" && !order.asked;
    case "time_is_over":
      return order.checkout === "open";
    case "bank_is_asked":
      return order.surface === "payment" && order.checkout === "open" && !order.asked;
    case "bank_agrees":
    case "bank_refuses":
    case "canceled_at_stripe":
      return order.checkout === "open" && order.asked;
    case "debit_settles":
    case "debit_fails":
      return order.payment === "processing";
    case "pay_again":
      return order.checkout === "over" && (order.payment === "none" || order.payment === "failed");
    case "refund":
      return order.payment === "paid" && order.dispute === null && left(order) > 0;
    case "dispute":
      return order.payment === "paid" && order.by === "card" && order.dispute === null && left(order) > 0;
    case "dispute_ends":
      return order.dispute === "open";
  }
}

export function afterHappening(order: ModelOrder, happening: Happening): ModelOrder {
  switch (happening.kind) {
    case "pay_card":
    case "bank_agrees":
      return { ...order, checkout: "over", payment: "paid", by: "card", asked: false };
    case "bank_is_asked":
      return { ...order, asked: true };
    case "bank_refuses":
      return { ...order, asked: false };
    case "pay_declined":
      return order;
    case "pay_debit":
      return { ...order, checkout: "over", payment: "processing", by: "debit" };
    case "debit_settles":
      return { ...order, payment: "paid" };
    case "debit_fails":
      return { ...order, payment: "failed" };
    case "time_is_over":
    case "canceled_at_stripe":
      return { ...order, checkout: "over", asked: false };
    case "pay_again":
      return { ...order, checkout: "open", payment: "none", by: null };
    case "refund":
      return { ...order, refunded: order.refunded + refundOf(order, happening.amount) };
    case "dispute":
      return { ...order, dispute: "open" };
    case "dispute_ends":
      return { ...order, dispute: happening.outcome };
  }
}

/** At most what is left. */
export const refundOf = (order: ModelOrder, amount: number): number => Math.min(amount, left(order));

/** The status that the store must have once it has heard of everything. */
export function statusOf(order: ModelOrder): OrderStatus {
  if (order.payment === "processing") return "processing";
  if (order.payment !== "paid") {
    if (order.checkout === "open") return "open";
    return order.payment === "failed" ? "payment_failed" : "expired";
  }
  if (order.dispute === "open") return "disputed";
  if (order.dispute === "lost") return "charged_back";
  if (order.refunded === 0) return "paid";
  return left(order) === 0 ? "refunded" : "partially_refunded";
}
