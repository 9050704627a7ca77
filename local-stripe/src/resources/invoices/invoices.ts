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
import { type InvoiceLine, lineOf } from "./lines";

export const invoiceIds = idKind("in");

export interface InvoiceRecord {
  id: string;
  invoice: Stripe.Invoice;
  subscription: string | null;
  intent: string | null;
}

export const invoices = collectionOf<InvoiceRecord>("invoices");

export const invoicesOfCustomer = findBy<InvoiceRecord>(({ invoice }) =>
  typeof invoice.customer === "string" ? invoice.customer : null,
);
export const invoicesOfSubscription = findBy<InvoiceRecord>(({ subscription }) => subscription);

interface NewInvoice {
  customer: string;
  currency: string;
  lines: InvoiceLine[];
  reason: "subscription_create" | "subscription_cycle" | "subscription_update";
  subscription: { id: string; metadata: Record<string, string> };
  period: { start: number; end: number };
}

/** A finalized invoice. One of nothing is paid at once; one that gives money back goes to the customer's balance. */
export function createInvoice(local: Local, given: NewInvoice): InvoiceRecord {
  const customer = requireCustomer(local, given.customer);
  const id = invoiceIds.make();
  const total = given.lines.reduce((sum, line) => sum + line.amount, 0);
  const due = Math.max(0, total + customer.balance);
  const balance = total + customer.balance - due;
  const sequence = customer.next_invoice_sequence ?? 1;
  local.store.customers.put({ ...customer, balance, next_invoice_sequence: sequence + 1 });
  const url = `${local.baseUrl}/invoices/${id}`;
  const invoice: Stripe.Invoice = {
    id,
    object: "invoice",
    account_country: "US",
    account_name: "Local Stripe",
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: given.reason,
    collection_method: "charge_automatically",
    confirmation_secret: null,
    created: local.now(),
    currency: given.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: local.now(),
    ending_balance: balance,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: url,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: "list",
      data: given.lines.map((line) => lineOf(id, given.currency, given.subscription.id, line)),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: `${customer.invoice_prefix ?? "LOCAL"}-${String(sequence).padStart(4, "0")}`,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: {
        metadata: given.subscription.metadata,
        subscription: given.subscription.id,
      },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: given.period.end,
    period_start: given.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: "open",
    status_transitions: {
      finalized_at: local.now(),
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
  const record = invoices(local.store).put({
    id,
    invoice,
    subscription: given.subscription.id,
    intent: null,
  });
  emit(local, "invoice.created", invoice);
  emit(local, "invoice.finalized", invoice);
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
    description: "Subscription creation",
    setupFutureUsage: "off_session",
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
