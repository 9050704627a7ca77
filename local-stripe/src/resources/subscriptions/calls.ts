import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { ApiError, invalid, noSuch } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  bool,
  clearable,
  ignored,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  type Rule,
  required,
  text,
  timestamp,
} from "../../http/rules";
import type { Local } from "../../state/local";
import { resolveDiscount } from "../discounts/choose";
import { endDiscount, startDiscount } from "../discounts/discounts";
import { requireInvoice, voidInvoice } from "../invoices/invoices";
import { requirePrice } from "../prices/prices";
import { cancelLater, changeItems, invoiceNow } from "./changes";
import { createSubscription } from "./create";
import { renew } from "./due";
import { linesFor, linesOnce } from "./items";
import {
  announceChange,
  requireSubscription,
  type SubscriptionRecord,
  saved,
  subscriptions,
} from "./subscriptions";

const trialEnd: Rule<number | "now"> = {
  parse: (value, path) => (value === "now" ? "now" : timestamp.parse(value, path)),
};

const item = object({ metadata, price: text(), quantity: integer(0, 999_999) });
const changedItem = object({
  deleted: bool,
  id: text(),
  metadata,
  price: text(),
  quantity: integer(0, 999_999),
});
const behavior = oneOf("always_invoice", "create_prorations", "none");
const paymentBehavior = oneOf("allow_incomplete", "default_incomplete", "error_if_incomplete");
const paymentSettings = object({
  payment_method_options: ignored,
  payment_method_types: ignored,
  save_default_payment_method: oneOf("off", "on_subscription"),
});

export const feedback = oneOf(
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
);
const missingMethod = object({
  end_behavior: required(
    object({ missing_payment_method: required(oneOf("cancel", "create_invoice", "pause")) }),
  ),
});
const bought = list(object({ price: required(text()), quantity: integer(1, 999_999) }), 20);
const automaticTax = object({ enabled: required(bool), liability: ignored });
const discounts = clearable(list(object({ coupon: text(), discount: text(), promotion_code: text() }), 20));

/** Source: docs.stripe.com/changelog/clover/2025-09-30/billing-mode-default-flexible. */
const FLEXIBLE_SINCE = "2025-09-30";

export const CREATE = {
  add_invoice_items: bought,
  automatic_tax: automaticTax,
  billing_mode: object({ flexible: ignored, type: required(oneOf("classic", "flexible")) }),
  cancel_at_period_end: bool,
  customer: required(text()),
  default_payment_method: text(),
  description: text(500),
  discounts,
  items: required(list(item, 20)),
  metadata,
  off_session: bool,
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  proration_behavior: behavior,
  trial_end: trialEnd,
  trial_period_days: integer(1, 730),
  trial_settings: missingMethod,
};

export const UPDATE = {
  add_invoice_items: bought,
  automatic_tax: automaticTax,
  cancel_at: clearable(timestamp),
  cancel_at_period_end: bool,
  cancellation_details: object({ comment: clearable(text()), feedback: clearable(feedback) }),
  default_payment_method: text(),
  description: text(500),
  discounts,
  items: list(changedItem, 20),
  metadata,
  off_session: bool,
  pause_collection: clearable(
    object({
      behavior: required(oneOf("keep_as_draft", "mark_uncollectible", "void")),
      resumes_at: timestamp,
    }),
  ),
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  proration_behavior: behavior,
  trial_end: trialEnd,
  trial_settings: missingMethod,
};

export function createFrom(local: Local, given: Parsed<typeof CREATE>, version: string): SubscriptionRecord {
  const items = given.items.map((line, index) => {
    if (!line.price) throw invalid("Each item needs a price.", `items[${index}][price]`);
    return { price: line.price, quantity: line.quantity ?? 1, metadata: applyMetadata(null, line.metadata) };
  });
  const days = given.trial_period_days;
  const end =
    given.trial_end === "now" ? null : (given.trial_end ?? (days ? local.now() + days * 86_400 : null));
  if (
    given.default_payment_method &&
    local.store.methods.get(given.default_payment_method)?.method.customer !== given.customer
  ) {
    throw noSuch("PaymentMethod", given.default_payment_method, "default_payment_method", 400);
  }
  const kind = given.payment_behavior ?? "allow_incomplete";
  return createSubscription(local, {
    customer: given.customer,
    items,
    trialEnd: end,
    defaultMethod: given.default_payment_method ?? null,
    metadata: applyMetadata(null, given.metadata),
    description: given.description ?? null,
    cancelAtPeriodEnd: given.cancel_at_period_end ?? false,
    once: boughtOnce(local, given.add_invoice_items),
    missingMethod: given.trial_settings?.end_behavior.missing_payment_method,
    discounts: newDiscounts(local, given.customer, given.discounts),
    taxed: given.automatic_tax?.enabled ?? false,
    billingMode: given.billing_mode?.type ?? (version < FLEXIBLE_SINCE ? "classic" : "flexible"),
    payment:
      kind === "default_incomplete"
        ? {
            kind: "incomplete",
            savesMethod: given.payment_settings?.save_default_payment_method === "on_subscription",
          }
        : { kind: "now", orFail: kind === "error_if_incomplete" },
  });
}

function boughtOnce(local: Local, given: Parsed<typeof CREATE>["add_invoice_items"]) {
  return (given ?? []).map(({ price, quantity = 1 }, index) => {
    const param = `add_invoice_items[${index}][price]`;
    if (requirePrice(local, price, param, 400).recurring) {
      throw invalid(
        "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
        param,
      );
    }
    return { price, quantity };
  });
}

function newDiscounts(local: Local, customer: string, given: Parsed<typeof CREATE>["discounts"]) {
  return (given ?? []).flatMap(
    (one) => resolveDiscount(local, one, { currency: "", subtotal: 0, customer }) ?? [],
  );
}

export function updateFrom(local: Local, id: string, given: Parsed<typeof UPDATE>): SubscriptionRecord {
  if (given.payment_behavior !== "error_if_incomplete") return update(local, id, given);
  const before = requireSubscription(local, id);
  const customer = local.store.customers.get(String(before.subscription.customer));
  const after = update(local, id, given);
  if (after.subscription.latest_invoice === before.subscription.latest_invoice) return after;
  const invoice = requireInvoice(local, String(after.subscription.latest_invoice));
  if (invoice.invoice.status !== "open") return after;
  voidInvoice(local, invoice);
  subscriptions(local.store).put(before);
  if (customer) local.store.customers.put(customer);
  throw new ApiError(402, {
    type: "card_error",
    code: "card_declined",
    message: "Your card was declined.",
  });
}

function update(local: Local, id: string, given: Parsed<typeof UPDATE>): SubscriptionRecord {
  const before = requireSubscription(local, id);
  if (["canceled", "incomplete_expired"].includes(before.subscription.status)) {
    throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
  }
  const { default_payment_method: method } = given;
  if (method && local.store.methods.get(method)?.method.customer !== before.subscription.customer) {
    throw noSuch("PaymentMethod", method, "default_payment_method", 400);
  }
  for (const line of given.items ?? []) if (line.price) requirePrice(local, line.price, "items", 400);
  if (given.trial_end !== undefined) changeTrial(local, before, given.trial_end);
  announceChange(local, id, {
    metadata: applyMetadata(before.subscription.metadata, given.metadata),
    ...(method && { default_payment_method: method }),
    ...(given.description !== undefined && { description: given.description }),
    ...(given.automatic_tax && {
      automatic_tax: { ...before.subscription.automatic_tax, enabled: given.automatic_tax.enabled },
    }),
    ...(given.trial_settings && {
      trial_settings: {
        end_behavior: { billing_cycle_anchor: null, ...given.trial_settings.end_behavior },
      },
    }),
    ...(given.cancellation_details && {
      cancellation_details: {
        ...NO_DETAILS,
        ...before.subscription.cancellation_details,
        ...givenOnly(given.cancellation_details),
      },
    }),
    ...(given.pause_collection !== undefined && {
      pause_collection: given.pause_collection && {
        behavior: given.pause_collection.behavior,
        resumes_at: given.pause_collection.resumes_at ?? null,
      },
    }),
  });
  if (given.discounts !== undefined) replaceDiscounts(local, id, given.discounts);
  if (given.cancel_at_period_end !== undefined) {
    const end = requireSubscription(local, id).items[0]?.period.end ?? null;
    cancelLater(local, id, given.cancel_at_period_end ? end : null, given.cancel_at_period_end);
  } else if (given.cancel_at !== undefined) cancelLater(local, id, given.cancel_at, false);
  if (given.items) {
    const changes = given.items.map((line) => ({
      ...line,
      metadata: line.metadata ? applyMetadata(null, line.metadata) : undefined,
    }));
    changeItems(
      local,
      requireSubscription(local, id),
      changes,
      given.proration_behavior ?? "create_prorations",
    );
  }
  const once = boughtOnce(local, given.add_invoice_items);
  if (once.length > 0) {
    const record = requireSubscription(local, id);
    subscriptions(local.store).put({ ...record, pending: [...record.pending, ...linesOnce(local, once)] });
  }
  return requireSubscription(local, id);
}

const NO_DETAILS = { comment: null, feedback: null, feedback_option: null, reason: null };

/** Without what was left out. */
function givenOnly({ comment, feedback: why }: NonNullable<Parsed<typeof UPDATE>["cancellation_details"]>) {
  return { ...(comment !== undefined && { comment }), ...(why !== undefined && { feedback: why }) };
}

/** Those that are named by their id stay. */
function replaceDiscounts(local: Local, id: string, given: Parsed<typeof UPDATE>["discounts"]): void {
  const record = requireSubscription(local, id);
  const customer = String(record.subscription.customer);
  const kept = (given ?? []).flatMap(({ discount }) => discount ?? []);
  const unknown = kept.find((discount) => !record.discounts.includes(discount));
  if (unknown !== undefined) throw noSuch("discount", unknown, "discounts", 400);
  const added = newDiscounts(
    local,
    customer,
    (given ?? []).filter(({ discount }) => discount === undefined),
  ).map((found) => startDiscount(local, { ...found, customer, subscription: id }).id);
  for (const old of record.discounts) if (!kept.includes(old)) endDiscount(local, old);
  const discounts = [...kept, ...added];
  subscriptions(local.store).put({ ...record, discounts });
  announceChange(local, id, { discounts });
}

function changeTrial(local: Local, record: SubscriptionRecord, given: number | "now"): void {
  const now = local.now();
  const end = given === "now" ? now : given;
  const items = record.items.map((one) => ({ ...one, period: { ...one.period, end } }));
  saved(local, { ...record, items });
  announceChange(local, record.id, {
    trial_end: end,
    billing_cycle_anchor: end,
    ...(end > now && { status: "trialing", trial_start: record.subscription.trial_start ?? now }),
  });
  if (end <= now) renew(local, requireSubscription(local, record.id), now, true);
}

/** A subscription that was paused at the end of its trial goes on: at once when nothing is owed or the payment succeeds. */
export function resume(local: Local, id: string): Stripe.Subscription {
  const record = requireSubscription(local, id);
  if (record.subscription.status !== "paused") {
    throw invalid("Only a subscription whose status is paused can be resumed.", "id");
  }
  const start = local.now();
  const items = record.items.map((item) => {
    const { recurring } = requirePrice(local, item.price);
    return { ...item, period: { start, end: recurring ? periodEnd(start, recurring) : start } };
  });
  saved(local, { ...record, items });
  announceChange(local, id, { billing_cycle_anchor: start });
  const billed = invoiceNow(local, requireSubscription(local, id), linesFor(local, items));
  const invoice = requireInvoice(local, String(billed.subscription.latest_invoice));
  if (invoice.invoice.status !== "paid") return announceChange(local, id, { status: "paused" }).subscription;
  const { subscription } = announceChange(local, id, { status: "active" });
  emit(local, "customer.subscription.resumed", subscription);
  return subscription;
}
