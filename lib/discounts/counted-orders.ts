import type { orders } from "@/lib/db/schema";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";

type Order = Pick<typeof orders.$inferSelect, "status" | "paidAt" | "total" | "amountRefunded">;

/**
 * Whether an order of this status counts, as the store has its money. `disputed` does not count until the dispute is won.
 * `refunded` depends on the amount, as a refund can fail later.
 */
const COUNTS = {
  open: false,
  processing: false,
  paid: true,
  awaiting_stock: true,
  shipped: true,
  payment_failed: false,
  expired: false,
  canceled: false,
  partially_refunded: true,
  refund_pending: true,
  refunded: true,
  disputed: false,
  charged_back: false,
  needs_attention: true,
} as const satisfies Record<OrderStatus, boolean>;

export const COUNTED_STATUSES = ORDER_STATUSES.filter((status) => COUNTS[status]);

/**
 * What an order adds to the customer's history: minor units paid and not refunded, with delivery and tax. Null when it does not
 * count; a free order counts as 0.
 */
export function countedAmount({ status, paidAt, total, amountRefunded }: Order): number | null {
  if (!COUNTS[status] || paidAt === null) return null;
  return total > 0 && amountRefunded >= total ? null : total - amountRefunded;
}
