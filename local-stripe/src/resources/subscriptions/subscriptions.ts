import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { ApiError, invalid, noSuch } from "../../http/errors";
import { findBy } from "../../state/find-by";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { collectionOf } from "../../state/store";
import { requireCustomer } from "../customers/customers";
import {
  createInvoice,
  type InvoiceRecord,
  intentOf,
  invoiceOfIntent,
  markPaid,
  requireInvoice,
  tryToPay,
  voidInvoice,
} from "../invoices/invoices";
import type { InvoiceLine } from "../invoices/lines";
import { requirePrice } from "../prices/prices";
import { type Item, itemOf, linesFor, newItem } from "./items";

export const subscriptionIds = idKind("sub");

export interface SubscriptionRecord {
  id: string;
  subscription: Stripe.Subscription;
  items: Item[];
  /** Prorations for the next invoice. */
  pending: InvoiceLine[];
  /** Tries of an unpaid renewal, and when the next one is. */
  retries: number;
  retryAt: number | null;
  /** Keeps the method of the first payment as the subscription's own. */
  savesMethod: boolean;
  trialEndAnnounced: boolean;
}

export const subscriptions = collectionOf<SubscriptionRecord>("subscriptions");

export const subscriptionsOfCustomer = findBy<SubscriptionRecord>(({ subscription: { customer } }) =>
  typeof customer === "string" ? customer : null,
);

interface NewSubscription {
  customer: string;
  items: { price: string; quantity: number; metadata?: Record<string, string> }[];
  trialEnd: number | null;
  defaultMethod: string | null;
  metadata: Record<string, string>;
  description?: string | null;
  cancelAtPeriodEnd?: boolean;
  /** How the first invoice is paid. */
  payment:
    | { kind: "paid"; intent: IntentRecord | null }
    | { kind: "incomplete"; savesMethod: boolean }
    | { kind: "now"; orFail: boolean };
}

export function createSubscription(local: Local, given: NewSubscription): SubscriptionRecord {
  requireCustomer(local, given.customer, "customer", 400);
  const id = subscriptionIds.make();
  const now = local.now();
  const trialEnd = given.trialEnd !== null && given.trialEnd > now ? given.trialEnd : null;
  const prices = given.items.map((item, index) =>
    requirePrice(local, item.price, `items[${index}][price]`, 400),
  );
  const [first] = prices;
  if (!first?.recurring) throw invalid("The price specified is not recurring.", "items[0][price]");
  if (prices.some((price) => !price.recurring))
    throw invalid(
      "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
      "items",
    );
  const period = { start: now, end: trialEnd ?? periodEnd(now, first.recurring) };
  const items = given.items.map((item) => newItem(local, item, period));
  const subscription: Stripe.Subscription = {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: given.cancelAtPeriodEnd ? period.end : null,
    cancel_at_period_end: given.cancelAtPeriodEnd ?? false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: now,
    currency: first.currency,
    customer: given.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: given.defaultMethod,
    default_source: null,
    default_tax_rates: [],
    description: given.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: { object: "list", data: [], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method:
        given.payment.kind === "incomplete" && given.payment.savesMethod ? "on_subscription" : "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialEnd ? "trialing" : "incomplete",
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
    },
    trial_start: trialEnd ? now : null,
  };
  const { payment } = given;
  if (payment.kind === "now" && !trialEnd) methodFor(local, subscription);
  const record = saved(local, {
    id,
    subscription,
    items,
    pending: [],
    retries: 0,
    retryAt: null,
    savesMethod: payment.kind === "incomplete" && payment.savesMethod,
    trialEndAnnounced: false,
  });
  const invoice = invoiceFor(
    local,
    record,
    "subscription_create",
    linesFor(local, items, { trial: trialEnd !== null }),
  );
  if (payment.kind === "paid" && payment.intent) markPaid(local, invoice, payment.intent);
  const isPaid = requireInvoice(local, invoice.id).invoice.status === "paid";
  const started = change(local, id, {
    latest_invoice: invoice.id,
    ...(isPaid && !trialEnd && { status: "active" }),
  });
  emit(local, "customer.subscription.created", started.subscription);
  if (isPaid || trialEnd || payment.kind === "paid") return started;
  if (payment.kind === "incomplete") {
    intentOf(local, invoice);
    return started;
  }
  const ok = tryToPay(local, invoice, methodFor(local, subscription));
  if (!ok && payment.orFail) {
    // Its events were told, so that it ends as void, and never as one that waits to be paid.
    voidInvoice(local, requireInvoice(local, invoice.id));
    subscriptions(local.store).delete(id);
    throw new ApiError(402, {
      type: "card_error",
      code: "card_declined",
      message: "Your card was declined.",
    });
  }
  return requireSubscription(local, id);
}

/** The method that pays without the shopper. @throws ApiError 400 when the customer has none */
export function methodFor(
  local: Local,
  { customer: id, default_payment_method: own }: Stripe.Subscription,
): MethodRecord {
  const customer = requireCustomer(local, String(id));
  const wanted = own ?? customer.invoice_settings.default_payment_method ?? customer.default_source;
  const method = local.store.methods.get(String(wanted));
  if (method) return method;
  throw invalid(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
    undefined,
    "resource_missing",
  );
}

export function invoiceFor(
  local: Local,
  record: SubscriptionRecord,
  reason: "subscription_create" | "subscription_cycle" | "subscription_update",
  lines: InvoiceLine[],
): InvoiceRecord {
  const { subscription, items } = record;
  const [first] = items;
  return createInvoice(local, {
    customer: String(subscription.customer),
    currency: subscription.currency,
    lines,
    reason,
    subscription: { id: record.id, metadata: subscription.metadata },
    period: first?.period ?? { start: local.now(), end: local.now() },
  });
}

/** A payment of an invoice went through: the subscription is active. */
export function subscriptionAfterPayment(local: Local, intent: IntentRecord): () => void {
  const invoice = invoiceOfIntent(local, intent.id);
  if (invoice?.invoice.status !== "open") return () => {};
  markPaid(local, invoice, intent);
  const record =
    invoice.subscription === null ? undefined : subscriptions(local.store).get(invoice.subscription);
  if (!record) return () => {};
  subscriptions(local.store).put({ ...record, retries: 0, retryAt: null });
  const method = intent.intent.payment_method;
  announceChange(local, record.id, {
    ...(["incomplete", "past_due", "unpaid"].includes(record.subscription.status) && { status: "active" }),
    ...(record.savesMethod && typeof method === "string" && { default_payment_method: method }),
  });
  return () => {};
}

function change(local: Local, id: string, fields: Partial<Stripe.Subscription>): SubscriptionRecord {
  const record = requireSubscription(local, id);
  return saved(local, { ...record, subscription: { ...record.subscription, ...fields } });
}

/** Changes a subscription, and tells of it if anything is different. */
export function announceChange(
  local: Local,
  id: string,
  fields: Partial<Stripe.Subscription>,
): SubscriptionRecord {
  const before = requireSubscription(local, id).subscription;
  const after = change(local, id, fields);
  const previous = changedFrom(before, after.subscription);
  if (Object.keys(previous).length > 0)
    emit(local, "customer.subscription.updated", after.subscription, previous);
  return after;
}

/** Stores a record with its items as the API shows them. */
export function saved(local: Local, record: SubscriptionRecord): SubscriptionRecord {
  const data = record.items.map((item) => itemOf(local, record.id, item));
  return subscriptions(local.store).put({
    ...record,
    subscription: { ...record.subscription, items: { ...record.subscription.items, data } },
  });
}

export function requireSubscription(local: Local, id: string): SubscriptionRecord {
  const record = subscriptions(local.store).get(id);
  if (!record) throw noSuch("subscription", id, "id");
  return record;
}
