import { emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { dueBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import {
  changeInvoice,
  finalizeInvoice,
  type InvoiceRecord,
  requireInvoice,
  tryToPay,
  voidInvoice,
} from "../invoices/invoices";
import { requirePrice } from "../prices/prices";
import { cancelSubscription, voidOpenInvoices } from "./changes";
import { linesFor } from "./items";
import { applyPhase } from "./phases";
import {
  announceChange,
  DRAFT_SECONDS,
  invoiceFor,
  methodOf,
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
/** More steps than this at once are a mistake in the clock. */
const MOST_STEPS = 2_000;

const MOVING = ["active", "past_due", "trialing"];

interface Step {
  at: number | null | undefined;
  act: (local: Local, record: SubscriptionRecord, at: number) => void;
}

/** What comes next in the life of a subscription; of two at the same time the first one. */
function stepsOf({ subscription, items, retryAt, trialEndAnnounced, draft, planned }: SubscriptionRecord) {
  const { status, created, cancel_at: cancelAt, trial_end: trialEnd, pause_collection: pause } = subscription;
  const steps: Step[] =
    status === "incomplete"
      ? [{ at: created + INCOMPLETE_SECONDS, act: expire }]
      : MOVING.includes(status)
        ? [
            {
              at: status === "trialing" && trialEnd && !trialEndAnnounced ? trialEnd - TOLD_BEFORE : null,
              act: announceTrialEnd,
            },
            { at: pause?.resumes_at, act: collectAgain },
            { at: planned[0]?.at, act: applyPhase },
            { at: cancelAt, act: end },
            { at: draft?.at, act: finalizeDraft },
            { at: retryAt, act: retry },
            { at: items[0]?.period.end, act: startPeriod },
          ]
        : [];
  return steps.flatMap(({ at, act }) => (typeof at === "number" ? [{ at, act }] : []));
}

/** When the next of all this is due, in Unix seconds; null where nothing is. */
const due = dueBy<SubscriptionRecord>((record) => {
  const times = stepsOf(record).map(({ at }) => at);
  return times.length > 0 ? Math.min(...times) : null;
});

/** Trials end, periods are renewed, payments tried again, and what should end ends, by the test clock. */
export function moveSubscriptions(local: Local): void {
  for (const { id } of due(subscriptions(local.store), local.now())) {
    for (let count = 0; count < MOST_STEPS && moveOne(local, requireSubscription(local, id)); count += 1);
  }
}

/** Does the first thing that is due, at the time when it was; false when nothing is. */
function moveOne(local: Local, record: SubscriptionRecord): boolean {
  const { now } = local;
  const [first] = stepsOf(record)
    .filter(({ at }) => at <= now())
    .sort((left, right) => left.at - right.at);
  if (!first) return false;
  local.now = () => first.at;
  try {
    first.act(local, record, first.at);
  } finally {
    local.now = now;
  }
  return true;
}

function expire(local: Local, { id }: SubscriptionRecord, at: number): void {
  announceChange(local, id, { status: "incomplete_expired", ended_at: at });
  voidOpenInvoices(local, id);
}

function announceTrialEnd(local: Local, record: SubscriptionRecord): void {
  subscriptions(local.store).put({ ...record, trialEndAnnounced: true });
  emit(local, "customer.subscription.trial_will_end", record.subscription);
}

function collectAgain(local: Local, { id }: SubscriptionRecord): void {
  announceChange(local, id, { pause_collection: null });
}

function end(local: Local, { id }: SubscriptionRecord): void {
  cancelSubscription(local, id, { reason: "cancellation_requested" });
}

function startPeriod(local: Local, record: SubscriptionRecord, at: number): void {
  const { subscription } = record;
  const without = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (subscription.status === "trialing" && !methodOf(local, subscription)) {
    if (without === "cancel") {
      cancelSubscription(local, record.id, { reason: "cancellation_requested" });
      return;
    }
    if (without === "pause") {
      const paused = announceChange(local, record.id, { status: "paused" });
      emit(local, "customer.subscription.paused", paused.subscription);
      return;
    }
  }
  renew(local, record, at);
}

/** Begins a period and makes its invoice, which is paid an hour later unless it is asked for now. */
export function renew(local: Local, before: SubscriptionRecord, start: number, isNow = false): void {
  const wasTrial = before.subscription.status === "trialing";
  const anchor = before.subscription.billing_cycle_anchor;
  const items = before.items.map((item) => {
    const { recurring } = requirePrice(local, item.price);
    const next = recurring ? periodEnd(start, recurring, anchor) : start + 30 * DAY;
    return { ...item, period: { start, end: next } };
  });
  const moved = saved(local, { ...before, items, pending: [] });
  const invoice = invoiceFor(local, moved, {
    reason: "subscription_cycle",
    lines: [...before.pending, ...linesFor(local, items)],
    draft: !isNow,
  });
  subscriptions(local.store).put({
    ...requireSubscription(local, before.id),
    draft: isNow ? null : { invoice: invoice.id, at: start + DRAFT_SECONDS },
    subscription: { ...moved.subscription, items: before.subscription.items },
  });
  announceChange(local, before.id, {
    items: moved.subscription.items,
    latest_invoice: invoice.id,
    ...(wasTrial && { status: "active" }),
  });
  if (isNow) collect(local, requireSubscription(local, before.id), invoice);
}

function finalizeDraft(local: Local, record: SubscriptionRecord): void {
  const { draft, subscription } = record;
  subscriptions(local.store).put({ ...record, draft: null });
  const invoice = requireInvoice(local, draft?.invoice ?? "");
  if (invoice.invoice.status !== "draft") return;
  if (subscription.pause_collection?.behavior === "keep_as_draft") {
    changeInvoice(local, invoice, { auto_advance: false, automatically_finalizes_at: null });
    return;
  }
  collect(local, requireSubscription(local, record.id), finalizeInvoice(local, invoice));
}

/** Pays an invoice, or does what `pause_collection` says. */
function collect(local: Local, record: SubscriptionRecord, invoice: InvoiceRecord): void {
  if (invoice.invoice.status !== "open") return;
  const pause = record.subscription.pause_collection;
  if (pause?.behavior === "void") voidInvoice(local, invoice);
  else if (pause) changeInvoice(local, invoice, { status: "uncollectible" });
  else if (!paid(local, record, invoice)) {
    const [first = 3] = RETRY_DAYS;
    later(local, record.id, invoice, 1, local.now() + first * DAY);
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

function paid(local: Local, { subscription }: SubscriptionRecord, invoice: InvoiceRecord): boolean {
  const method = methodOf(local, subscription);
  if (method) return tryToPay(local, invoice, method);
  const failed = changeInvoice(local, invoice, { attempted: true });
  emit(local, "invoice.payment_failed", failed.invoice);
  return false;
}
