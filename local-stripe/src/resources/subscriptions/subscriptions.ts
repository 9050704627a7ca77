import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { invalid, noSuch } from "../../http/errors";
import { findBy } from "../../state/find-by";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { collectionOf } from "../../state/store";
import { requireCustomer } from "../customers/customers";
import { couponNow, endDiscount } from "../discounts/discounts";
import {
  draftInvoice,
  finalizeInvoice,
  type InvoiceRecord,
  invoiceOfIntent,
  markPaid,
} from "../invoices/invoices";
import type { InvoiceLine } from "../invoices/lines";
import { takePending } from "../invoices/pending";
import { type Item, itemOf } from "./items";

/** How long the invoice of a new period can be changed. Source: docs.stripe.com/billing/invoices/subscription. */
export const DRAFT_SECONDS = 3_600;

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
  /** Ids of discounts. */
  discounts: string[];
  /** The invoice of a new period, which is finalized an hour later. */
  draft: { invoice: string; at: number } | null;
  /** What its schedule does next, by time; without items it ends. */
  planned: PlannedPhase[];
}

export interface PlannedPhase {
  at: number;
  items: { price: string; quantity: number }[] | null;
  proration: "always_invoice" | "create_prorations" | "none";
}

export const subscriptions = collectionOf<SubscriptionRecord>("subscriptions");

export const subscriptionsOfCustomer = findBy<SubscriptionRecord>(({ subscription: { customer } }) =>
  typeof customer === "string" ? customer : null,
);

/** The method that pays without the shopper, if the customer has one. */
export function methodOf(
  local: Local,
  { customer: id, default_payment_method: own }: Stripe.Subscription,
): MethodRecord | undefined {
  const customer = requireCustomer(local, String(id));
  const wanted = own ?? customer.invoice_settings.default_payment_method ?? customer.default_source;
  return local.store.methods.get(String(wanted));
}

/** The same. @throws ApiError 400 when the customer has none */
export function methodFor(local: Local, subscription: Stripe.Subscription): MethodRecord {
  const method = methodOf(local, subscription);
  if (method) return method;
  throw invalid(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
    undefined,
    "resource_missing",
  );
}

interface ForSubscription {
  reason: "subscription_create" | "subscription_cycle" | "subscription_update";
  lines: InvoiceLine[];
  /** Leaves it open to changes. */
  draft?: boolean;
}

/** An invoice with the subscription's discounts and tax, and what waits for the customer's next one. */
export function invoiceFor(
  local: Local,
  record: SubscriptionRecord,
  { reason, lines, draft = false }: ForSubscription,
): InvoiceRecord {
  const { subscription, items } = record;
  const [first] = items;
  const customer = String(subscription.customer);
  const discounts = record.discounts.filter((id) => couponNow(local, id, local.now()));
  const waiting = takePending(local, { customer, subscription: record.id, currency: subscription.currency });
  const invoice = draftInvoice(local, {
    customer,
    currency: subscription.currency,
    lines: [...lines, ...waiting.lines],
    reason,
    subscription: { id: record.id, metadata: subscription.metadata },
    period: first?.period ?? { start: local.now(), end: local.now() },
    discounts,
    taxed: subscription.automatic_tax.enabled,
    more: {
      ...(draft && { automatically_finalizes_at: local.now() + DRAFT_SECONDS }),
      ...(subscription.default_payment_method && {
        default_payment_method: subscription.default_payment_method,
      }),
    },
  });
  waiting.belongTo(invoice.id);
  spendDiscounts(local, record.id, invoice);
  return draft ? invoice : finalizeInvoice(local, invoice);
}

/** A coupon for once is over with the first invoice that it makes cheaper. */
function spendDiscounts(local: Local, id: string, { invoice }: InvoiceRecord): void {
  const record = subscriptions(local.store).get(id);
  if (!record) return;
  const used = (invoice.total_discount_amounts ?? []).filter(({ amount }) => amount > 0);
  const kept = record.discounts.filter((discount) => {
    const coupon = couponNow(local, discount, local.now());
    const isUsed = used.some((entry) => entry.discount === discount);
    return coupon !== undefined && !(isUsed && coupon.duration === "once");
  });
  if (kept.length === record.discounts.length) return;
  for (const discount of record.discounts) if (!kept.includes(discount)) endDiscount(local, discount);
  subscriptions(local.store).put({ ...record, discounts: kept });
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
    ...(["incomplete", "past_due", "paused", "unpaid"].includes(record.subscription.status) && {
      status: "active",
    }),
    ...(record.savesMethod && typeof method === "string" && { default_payment_method: method }),
  });
  return () => {};
}

export function changeSubscription(
  local: Local,
  id: string,
  fields: Partial<Stripe.Subscription>,
): SubscriptionRecord {
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
  const after = changeSubscription(local, id, fields);
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
    subscription: {
      ...record.subscription,
      discounts: record.discounts,
      items: { ...record.subscription.items, data },
    },
  });
}

export function requireSubscription(local: Local, id: string): SubscriptionRecord {
  const record = subscriptions(local.store).get(id);
  if (!record) throw noSuch("subscription", id, "id");
  return record;
}
