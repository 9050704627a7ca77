import type { orders } from "@/lib/db/schema";

type Order = Pick<typeof orders.$inferSelect, "status" | "paidAt" | "total" | "amountRefunded">;
type Status = Order["status"];

/**
 * States of an order whose money the store has. Not `disputed`: until the bank has decided the money is gone, and a dispute
 * that was won makes the order count again. `refunded` is decided by the amount, as a refund can fail later.
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
} as const satisfies Record<Status, boolean>;

const isStatus = (key: string): key is Status => key in COUNTS;

export const COUNTED_STATUSES: readonly Status[] = Object.keys(COUNTS)
  .filter(isStatus)
  .filter((status) => COUNTS[status]);

/**
 * What an order adds to its customer's history, in minor units of its currency: what was paid and not given back, delivery
 * and tax included. `null`: it does not count, not even as an order; an order that cost nothing counts as one.
 */
export function countedAmount({ status, paidAt, total, amountRefunded }: Order): number | null {
  if (!COUNTS[status] || paidAt === null) return null;
  return total > 0 && amountRefunded >= total ? null : total - amountRefunded;
}
