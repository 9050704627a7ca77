import type { Local } from "../../state/local";
import { cancelSubscription, changeItems, type ItemChange } from "./changes";
import { type PlannedPhase, type SubscriptionRecord, subscriptions } from "./subscriptions";

/** The next phase of a schedule: other items, or the end. */
export function applyPhase(local: Local, record: SubscriptionRecord, at: number): void {
  const [phase, ...planned] = record.planned;
  if (!phase) return;
  const rest = subscriptions(local.store).put({ ...record, planned });
  if (!phase.items) {
    cancelSubscription(local, record.id, { reason: "cancellation_requested" });
    return;
  }
  const changes = itemChanges(record, phase.items);
  if (changes.length === 0) return;
  // At the end of a period nothing of it is left to give back.
  const isEnd = record.items[0]?.period.end === at;
  changeItems(local, rest, changes, isEnd ? "none" : phase.proration);
}

/** Keeps the items whose price stays. */
function itemChanges(
  { items }: SubscriptionRecord,
  wanted: NonNullable<PlannedPhase["items"]>,
): ItemChange[] {
  const kept = items.flatMap(({ id, price, quantity }): ItemChange[] => {
    const next = wanted.find((one) => one.price === price);
    if (!next) return [{ id, deleted: true }];
    return next.quantity === quantity ? [] : [{ id, quantity: next.quantity }];
  });
  return [...wanted.filter(({ price }) => items.every((item) => item.price !== price)), ...kept];
}
