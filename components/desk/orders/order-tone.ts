import type { OrderStatus } from "@/lib/model/order";
import type { Tone } from "../badge";

/** How much a state asks for. */
export const ORDER_TONES: Record<OrderStatus, Tone> = {
  open: "neutral",
  processing: "neutral",
  paid: "good",
  awaiting_stock: "warn",
  shipped: "good",
  payment_failed: "bad",
  expired: "neutral",
  canceled: "neutral",
  partially_refunded: "neutral",
  refund_pending: "warn",
  refunded: "neutral",
  disputed: "bad",
  charged_back: "bad",
  needs_attention: "warn",
};
