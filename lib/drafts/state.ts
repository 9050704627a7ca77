import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { DraftState } from "@/lib/model/draft";
import type { OrderStatus } from "@/lib/model/order";

type Facts = { sentAt: Date | null; expiresAt: Date | null; endedAt: Date | null };

/** @param order the status of the order that came of it; null until the shopper begins to pay */
export function draftState(
  { sentAt, expiresAt, endedAt }: Facts,
  order: OrderStatus | null,
  now: Date,
): DraftState {
  if (order !== null && (order === "processing" || hasBeenPaid(order))) return "paid";
  if (endedAt || order === "canceled") return "ended";
  if (!sentAt || !expiresAt) return "ready";
  return expiresAt <= now ? "run_out" : "sent";
}
