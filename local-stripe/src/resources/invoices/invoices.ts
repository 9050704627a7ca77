import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { ApiError, invalid, noSuch } from "../../http/errors";
import { findBy } from "../../state/find-by";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { collectionOf } from "../../state/store";
import { requireCustomer } from "../customers/customers";
import { confirmIntent } from "../payment-intents/confirm";
import { createIntent, NO_INTENT_DATA } from "../payment-intents/new-intent";
import { offeredMethods } from "../payment-methods/offered";
import { amountsOf, type InvoiceContent } from "./amounts";
import type { InvoiceLine } from "./lines";
import { newInvoice } from "./new-invoice";

export const invoiceIds = idKind("in");

export interface InvoiceRecord {
  id: string;
  invoice: Stripe.Invoice;
  subscription: string | null;
  intent: string | null;
  /** What it is made of; its amounts follow from these until it is finalized. */
  content: InvoiceContent;
}

export const invoices = collectionOf<InvoiceRecord>("invoices");

export const invoicesOfCustomer = findBy<InvoiceRecord>(({ invoice }) =>
  typeof invoice.customer === "string" ? invoice.customer : null,
);
export const invoicesOfSubscription = findBy<InvoiceRecord>(({ subscription }) => subscription);

export interface NewInvoice {
  customer: string;
  currency: string;
  lines: InvoiceLine[];
  reason: "manual" | "subscription_create" | "subscription_cycle" | "subscription_update";
  subscription: { id: string; metadata: Record<string, string> } | null;
  period: { start: number; end: number };
  discounts?: string[];
  taxed?: boolean;
  /** What an invoice of one's own adds. */
  more?: Partial<Stripe.Invoice>;
}

/** An invoice that can still be changed. */
export function draftInvoice(local: Local, given: NewInvoice): InvoiceRecord {
  const id = invoiceIds.make();
  const content: InvoiceContent = {
    id,
    customer: given.customer,
    currency: given.currency,
    subscription: given.subscription?.id ?? null,
    lines: given.lines,
    discounts: given.discounts ?? [],
    taxed: given.taxed ?? false,
  };
  const invoice = newInvoice(local, given, content);
  const record = invoices(local.store).put({
    id,
    invoice,
    subscription: content.subscription,
    intent: null,
    content,
  });
  emit(local, "invoice.created", invoice);
  return record;
}

/** A draft with other content. */
export function refillInvoice(
  local: Local,
  record: InvoiceRecord,
  change: Partial<Pick<InvoiceContent, "discounts" | "lines" | "taxed">>,
): InvoiceRecord {
  const content = { ...record.content, ...change };
  const amounts = amountsOf(local, content);
  return invoices(local.store).put({
    ...record,
    content,
    invoice: {
      ...record.invoice,
      ...amounts,
      discounts: content.discounts,
      amount_due: Math.max(0, amounts.total),
      amount_remaining: Math.max(0, amounts.total),
    },
  });
}

/** One of nothing is paid at once; what it gives back goes to the customer's balance. */
export function finalizeInvoice(local: Local, draft: InvoiceRecord): InvoiceRecord {
  const { id, invoice } = refillInvoice(local, draft, {});
  const customer = requireCustomer(local, String(invoice.customer));
  const { total } = invoice;
  const due = Math.max(0, total + customer.balance);
  const balance = total + customer.balance - due;
  const sequence = customer.next_invoice_sequence ?? 1;
  local.store.customers.put({ ...customer, balance, next_invoice_sequence: sequence + 1 });
  const finalized: Stripe.Invoice = {
    ...invoice,
    amount_due: due,
    amount_remaining: due,
    effective_at: invoice.effective_at ?? local.now(),
    starting_balance: customer.balance,
    ending_balance: balance,
    hosted_invoice_url: `${local.baseUrl}/invoices/${id}`,
    number: invoice.number ?? `${customer.invoice_prefix ?? "LOCAL"}-${String(sequence).padStart(4, "0")}`,
    status: "open",
    automatically_finalizes_at: null,
    status_transitions: { ...invoice.status_transitions, finalized_at: local.now() },
  };
  const record = invoices(local.store).put({ ...draft, ...requireInvoice(local, id), invoice: finalized });
  emit(local, "invoice.finalized", finalized);
  return due === 0 ? markPaid(local, record, null) : record;
}

/** Counts an invoice as paid, by an intent or by nothing. */
export function markPaid(local: Local, record: InvoiceRecord, intent: IntentRecord | null): InvoiceRecord {
  const { invoice } = record;
  const paid: Stripe.Invoice = {
    ...invoice,
    status: "paid",
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: invoice.attempt_count + (intent ? 1 : 0),
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: local.now() },
  };
  const next = invoices(local.store).put({ ...record, invoice: paid, intent: intent?.id ?? record.intent });
  emit(local, "invoice.paid", paid);
  emit(local, "invoice.payment_succeeded", paid);
  return next;
}

export function changeInvoice(
  local: Local,
  record: InvoiceRecord,
  change: Partial<Stripe.Invoice>,
): InvoiceRecord {
  return invoices(local.store).put({ ...record, invoice: { ...record.invoice, ...change } });
}

const DESCRIPTIONS: Record<string, string> = {
  subscription_create: "Subscription creation",
  subscription_cycle: "Subscription update",
  subscription_update: "Subscription update",
};

/** The PaymentIntent of an open invoice, for a page that confirms it. */
export function intentOf(
  local: Local,
  record: InvoiceRecord,
): { record: InvoiceRecord; intent: IntentRecord } {
  const known = record.intent === null ? undefined : local.store.intents.get(record.intent);
  if (known) return { record, intent: known };
  const { invoice } = record;
  const intent = createIntent(local, {
    ...NO_INTENT_DATA,
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: String(invoice.customer),
    description: DESCRIPTIONS[invoice.billing_reason ?? "manual"] ?? "Payment for Invoice",
    setupFutureUsage: record.subscription === null ? null : "off_session",
    paymentMethodTypes: offeredMethods(invoice.currency, undefined, undefined, { mayRedirect: false }),
    allowedTypes: null,
    excludedTypes: null,
    automatic: null,
    shipping: null,
    session: null,
  });
  const confirmation_secret = { client_secret: intent.intent.client_secret ?? "", type: "payment_intent" };
  const next = invoices(local.store).put({
    ...record,
    intent: intent.id,
    invoice: { ...invoice, confirmation_secret },
  });
  return { record: next, intent };
}

/** Tries to pay without the shopper; false when the bank refuses or wants a challenge. */
export function tryToPay(local: Local, given: InvoiceRecord, method: MethodRecord): boolean {
  const { record, intent } = intentOf(local, given);
  try {
    confirmIntent(local, intent, method, {
      returnUrl: null,
      inBrowser: true,
      offSession: true,
      requestThreeDS: false,
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  const { invoice } = requireInvoice(local, record.id);
  if (invoice.status === "paid") return true;
  const failed = changeInvoice(local, requireInvoice(local, record.id), {
    attempted: true,
    attempt_count: invoice.attempt_count + 1,
  });
  emit(local, "invoice.payment_failed", failed.invoice);
  const { status, last_payment_error: error } = local.store.intents.get(intent.id)?.intent ?? {};
  if (status === "requires_action" || error?.code === "authentication_required") {
    emit(local, "invoice.payment_action_required", failed.invoice);
  }
  return false;
}

export function voidInvoice(local: Local, record: InvoiceRecord): InvoiceRecord {
  if (record.invoice.status !== "open" && record.invoice.status !== "uncollectible") {
    throw invalid("You can only pass in open invoices. This invoice isn't open.");
  }
  const { status_transitions: times } = record.invoice;
  const voided = changeInvoice(local, record, {
    status: "void",
    status_transitions: { ...times, voided_at: local.now() },
  });
  emit(local, "invoice.voided", voided.invoice);
  return voided;
}

export function requireInvoice(local: Local, id: string): InvoiceRecord {
  const record = invoices(local.store).get(id);
  if (!record) throw noSuch("invoice", id, "invoice");
  return record;
}

const byIntent = findBy<InvoiceRecord>(({ intent }) => intent);

export function invoiceOfIntent(local: Local, intent: string): InvoiceRecord | undefined {
  return byIntent(invoices(local.store), intent).take(1)[0];
}
