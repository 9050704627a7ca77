import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { invalid, missingParameter, noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import { changeInvoice, invoices, invoicesOfSubscription, tryToPay, voidInvoice } from "../invoices/invoices";
import { requirePrice } from "../prices/prices";
import { type Item, linesFor, newItem } from "./items";
import {
  announceChange,
  invoiceFor,
  methodFor,
  requireSubscription,
  type SubscriptionRecord,
  saved,
  subscriptions,
} from "./subscriptions";

export interface ItemChange {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
  metadata?: Record<string, string> | undefined;
}

type Behavior = "always_invoice" | "create_prorations" | "none";

/** Other prices or quantities. What is left of the paid period is given back, and its rest at the new price is asked for. */
export function changeItems(
  local: Local,
  record: SubscriptionRecord,
  changes: ItemChange[],
  behavior: Behavior,
): SubscriptionRecord {
  const [first] = record.items;
  if (!first) throw invalid("This subscription has no items.");
  const now = local.now();
  const { start, end } = first.period;
  const items = changedItems(local, record, changes);
  if (items.length === 0) throw invalid("A subscription keeps at least one item.", "items");
  const changed = items.filter((item) => !record.items.includes(item));
  const gone = record.items.filter((item) => !items.includes(item));
  const isTrial = record.subscription.status === "trialing";
  const { discounts } = record;
  const share = end > start ? Math.max(0, end - now) / (end - start) : 0;
  const newPeriod = isTrial ? null : otherPeriod(local, first, items, now);
  const next = newPeriod ? items.map((item) => ({ ...item, period: newPeriod })) : items;
  const prorations =
    isTrial || behavior === "none"
      ? []
      : [
          ...linesFor(local, gone, { part: { share, credit: true, from: now, discounts } }),
          ...(newPeriod
            ? []
            : linesFor(local, changed, { part: { share, credit: false, from: now, discounts } })),
        ];
  const before = record.subscription;
  const kept = saved(local, { ...record, items: next, pending: [...record.pending, ...prorations] });
  subscriptions(local.store).put({ ...kept, subscription: { ...kept.subscription, items: before.items } });
  const shown = announceChange(local, record.id, {
    items: kept.subscription.items,
    ...(newPeriod && { billing_cycle_anchor: now }),
  });
  if (newPeriod) return invoiceNow(local, shown, linesFor(local, shown.items));
  return behavior === "always_invoice" && shown.pending.length > 0 ? invoiceNow(local, shown, []) : shown;
}

function changedItems(local: Local, record: SubscriptionRecord, changes: ItemChange[]): Item[] {
  const [first] = record.items;
  let items = record.items;
  changes.forEach((given, index) => {
    const at = `items[${index}]`;
    if (given.price) {
      const price = requirePrice(local, given.price, `${at}[price]`, 400);
      if (!price.recurring) throw invalid("The price specified is not recurring.", `${at}[price]`);
    }
    if (given.id === undefined) {
      if (!given.price) throw missingParameter(`${at}[price]`);
      const { price, quantity = 1 } = given;
      items = [
        ...items,
        newItem(
          local,
          { price, quantity, metadata: given.metadata ?? {} },
          first?.period ?? { start: 0, end: 0 },
        ),
      ];
      return;
    }
    const known = items.find(({ id }) => id === given.id);
    if (!known) throw noSuch("subscription_item", given.id, `${at}[id]`, 400);
    items = given.deleted
      ? items.filter((item) => item !== known)
      : items.map((item) =>
          item === known
            ? {
                ...item,
                price: given.price ?? item.price,
                quantity: given.quantity ?? item.quantity,
                metadata: { ...item.metadata, ...given.metadata },
              }
            : item,
        );
  });
  return items;
}

/** Another interval begins a new period at once; null when it stays. */
function otherPeriod(local: Local, first: Item, items: Item[], now: number): Item["period"] | null {
  const [next] = items;
  const before = requirePrice(local, first.price).recurring;
  const after = next && requirePrice(local, next.price).recurring;
  if (!before || !after) return null;
  if (before.interval === after.interval && before.interval_count === after.interval_count) return null;
  return { start: now, end: periodEnd(now, after) };
}

export function invoiceNow(
  local: Local,
  record: SubscriptionRecord,
  lines: ReturnType<typeof linesFor>,
): SubscriptionRecord {
  const invoice = invoiceFor(local, record, {
    reason: "subscription_update",
    lines: [...record.pending, ...lines],
  });
  subscriptions(local.store).put({ ...requireSubscription(local, record.id), pending: [] });
  announceChange(local, record.id, { latest_invoice: invoice.id });
  if (invoice.invoice.status === "open" && !tryToPay(local, invoice, methodFor(local, record.subscription))) {
    announceChange(local, record.id, { status: "past_due" });
  }
  return requireSubscription(local, record.id);
}

export function cancelSubscription(
  local: Local,
  id: string,
  details: Partial<Stripe.Subscription.CancellationDetails> = {},
): SubscriptionRecord {
  const record = requireSubscription(local, id);
  if (["canceled", "incomplete_expired"].includes(record.subscription.status)) {
    throw noSuch("subscription", id, "id");
  }
  const now = local.now();
  const { subscription } = record;
  const reason = details.reason ?? "cancellation_requested";
  const canceled: Stripe.Subscription = {
    ...subscription,
    schedule: null,
    status: "canceled",
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, ...details, reason },
  };
  const next = subscriptions(local.store).put({
    ...record,
    subscription: canceled,
    retryAt: null,
    draft: null,
    planned: [],
  });
  voidOpenInvoices(local, id);
  emit(local, "customer.subscription.deleted", canceled);
  return next;
}

/** Nobody shall pay for what has ended. */
export function voidOpenInvoices(local: Local, id: string): void {
  for (const one of invoicesOfSubscription(invoices(local.store), id).toArray()) {
    if (one.invoice.status === "open") voidInvoice(local, one);
    if (one.invoice.status === "draft") changeInvoice(local, one, { auto_advance: false });
  }
}

/** At the end of the period, at a time, or, with null, never. */
export function cancelLater(
  local: Local,
  id: string,
  at: number | null,
  atPeriodEnd: boolean,
  feedback: Stripe.Subscription.CancellationDetails.Feedback | null = null,
): SubscriptionRecord {
  const { subscription } = requireSubscription(local, id);
  return announceChange(local, id, {
    cancel_at: at,
    cancel_at_period_end: atPeriodEnd,
    canceled_at: at === null ? null : local.now(),
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      ...subscription.cancellation_details,
      ...(at !== null && feedback !== null && { feedback }),
      ...(at === null && { feedback: null }),
      reason: at === null ? null : "cancellation_requested",
    },
  });
}
