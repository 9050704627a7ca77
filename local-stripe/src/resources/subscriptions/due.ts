import { emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { ApiError } from "../../http/errors";
import { dueBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import {
  changeInvoice,
  type InvoiceRecord,
  requireInvoice,
  tryToPay,
  voidInvoice,
} from "../invoices/invoices";
import { requirePrice } from "../prices/prices";
import { cancelSubscription, voidOpenInvoices } from "./changes";
import { linesFor } from "./items";
import {
  announceChange,
  invoiceFor,
  methodFor,
  requireSubscription,
  type SubscriptionRecord,
  saved,
  subscriptions,
} from "./subscriptions";

const DAY = 86_400;
/** A first invoice that nobody paid. */
const INCOMPLETE_SECONDS = 23 * 3_600;
const TOLD_BEFORE = 3 * DAY;
/** Days after a failed renewal; after the last the subscription ends. Stripe's are a setting of the account. */
const RETRY_DAYS = [3, 5, 7];
/** More periods than this at once are a mistake in the clock. */
const MOST_PERIODS = 400;

const MOVING = ["active", "past_due", "trialing"];

/** When the next of all this is due, in Unix seconds; null where nothing is. */
const due = dueBy<SubscriptionRecord>(({ subscription, items, retryAt, trialEndAnnounced }) => {
  const { status, created, cancel_at: cancelAt, trial_end: trialEnd } = subscription;
  if (status === "incomplete") return created + INCOMPLETE_SECONDS;
  if (!MOVING.includes(status)) return null;
  const told =
    status === "trialing" && trialEnd !== null && !trialEndAnnounced ? trialEnd - TOLD_BEFORE : null;
  const times = [cancelAt, told, retryAt, items[0]?.period.end ?? null].filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
});

/** Trials end, periods are renewed, payments tried again, and what should end ends, by the test clock. */
export function moveSubscriptions(local: Local): void {
  for (const { id } of due(subscriptions(local.store), local.now())) {
    for (let count = 0; count < MOST_PERIODS && moveOne(local, requireSubscription(local, id)); count += 1);
  }
}

/** Whether anything was due. */
function moveOne(local: Local, record: SubscriptionRecord): boolean {
  const { id, subscription, items } = record;
  const now = local.now();
  const { status, cancel_at: cancelAt, trial_end: trialEnd } = subscription;
  if (status === "incomplete" && now >= subscription.created + INCOMPLETE_SECONDS) {
    announceChange(local, id, { status: "incomplete_expired", ended_at: now });
    voidOpenInvoices(local, id);
    return true;
  }
  if (!MOVING.includes(status)) return false;
  if (cancelAt !== null && now >= cancelAt) {
    cancelSubscription(local, id, { reason: "cancellation_requested" });
    return true;
  }
  if (
    status === "trialing" &&
    trialEnd !== null &&
    !record.trialEndAnnounced &&
    now >= trialEnd - TOLD_BEFORE
  ) {
    subscriptions(local.store).put({ ...record, trialEndAnnounced: true });
    emit(local, "customer.subscription.trial_will_end", subscription);
    return true;
  }
  if (record.retryAt !== null && now >= record.retryAt) {
    retry(local, record);
    return true;
  }
  const end = items[0]?.period.end ?? Number.POSITIVE_INFINITY;
  if (now < end) return false;
  renew(local, record, end);
  return true;
}

function renew(local: Local, before: SubscriptionRecord, start: number): void {
  const items = before.items.map((item) => {
    const { recurring } = requirePrice(local, item.price);
    return { ...item, period: { start, end: recurring ? periodEnd(start, recurring) : start + 30 * DAY } };
  });
  const moved = saved(local, { ...before, items, pending: [] });
  const invoice = invoiceFor(local, moved, "subscription_cycle", [
    ...before.pending,
    ...linesFor(local, items),
  ]);
  const wasTrial = before.subscription.status === "trialing";
  subscriptions(local.store).put({
    ...requireSubscription(local, before.id),
    subscription: { ...moved.subscription, items: before.subscription.items },
  });
  announceChange(local, before.id, {
    items: moved.subscription.items,
    latest_invoice: invoice.id,
    ...(wasTrial && { status: "active" }),
  });
  collect(local, requireSubscription(local, before.id), invoice);
}

/** Pays an invoice, or does what `pause_collection` says. */
function collect(local: Local, record: SubscriptionRecord, invoice: InvoiceRecord): void {
  if (invoice.invoice.status !== "open") return;
  const pause = record.subscription.pause_collection;
  if (pause?.behavior === "void") voidInvoice(local, invoice);
  else if (pause?.behavior === "mark_uncollectible")
    changeInvoice(local, invoice, { status: "uncollectible" });
  else if (pause) changeInvoice(local, invoice, { status: "draft", auto_advance: false });
  else if (!paid(local, record, invoice)) {
    const [first = 3] = RETRY_DAYS;
    later(local, record.id, invoice, 1, (record.items[0]?.period.start ?? local.now()) + first * DAY);
    announceChange(local, record.id, { status: "past_due" });
  }
}

function retry(local: Local, record: SubscriptionRecord): void {
  const invoice = requireInvoice(local, String(record.subscription.latest_invoice));
  if (invoice.invoice.status !== "open") {
    subscriptions(local.store).put({ ...record, retryAt: null });
    return;
  }
  if (paid(local, record, invoice)) return;
  const next = RETRY_DAYS[record.retries];
  if (next === undefined) cancelSubscription(local, record.id, { reason: "payment_failed" });
  else later(local, record.id, invoice, record.retries + 1, (record.retryAt ?? local.now()) + next * DAY);
}

function later(
  local: Local,
  id: string,
  { id: invoice }: InvoiceRecord,
  retries: number,
  retryAt: number,
): void {
  subscriptions(local.store).put({ ...requireSubscription(local, id), retries, retryAt });
  changeInvoice(local, requireInvoice(local, invoice), { next_payment_attempt: retryAt });
}

function paid(local: Local, record: SubscriptionRecord, invoice: InvoiceRecord): boolean {
  try {
    return tryToPay(local, invoice, methodFor(local, record.subscription));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const failed = changeInvoice(local, invoice, { attempted: true });
    emit(local, "invoice.payment_failed", failed.invoice);
    return false;
  }
}
