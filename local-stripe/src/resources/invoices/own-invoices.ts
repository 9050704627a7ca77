import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { ApiError, invalid, notModelled } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  bool,
  clearable,
  currency,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  timestamp,
} from "../../http/rules";
import { dueBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { requireCustomer } from "../customers/customers";
import { resolveDiscount } from "../discounts/choose";
import { startDiscount } from "../discounts/discounts";
import { useMethod } from "../payment-methods/new-method";
import {
  changeInvoice,
  draftInvoice,
  finalizeInvoice,
  type InvoiceRecord,
  intentOf,
  invoices,
  markPaid,
  refillInvoice,
  requireInvoice,
  tryToPay,
} from "./invoices";
import { invoiceItems, itemsOfInvoice, takePending } from "./pending";

const DAY = 86_400;
/** How long an invoice with `auto_advance` stays a draft. Source: docs.stripe.com/invoicing/integration/automatic-advancement-collection. */
const DRAFT_SECONDS = 3_600;

const COMMON = {
  auto_advance: bool,
  automatic_tax: object({ enabled: required(bool) }),
  collection_method: oneOf("charge_automatically", "send_invoice"),
  days_until_due: integer(0),
  default_payment_method: text(),
  description: text(1_500),
  discounts: clearable(list(object({ coupon: text(), promotion_code: text() }), 20)),
  due_date: timestamp,
  footer: text(5_000),
  metadata,
};
const CREATE = {
  ...COMMON,
  currency,
  customer: required(text()),
  pending_invoice_items_behavior: oneOf("exclude", "include"),
};
const PAY = { off_session: bool, paid_out_of_band: bool, payment_method: text() };

/** Invoices that a shop makes itself. */
export function ownInvoiceRoutes(api: Api): void {
  api.post("/v1/invoices", CREATE, ({ local, read }) => create(local, read()).invoice);
  api.post("/v1/invoices/create_preview", UNREAD, () => {
    throw notModelled("POST /v1/invoices/create_preview");
  });
  api.post("/v1/invoices/:id", COMMON, ({ local, read, params }) => {
    const record = requireInvoice(local, params.id ?? "");
    const given = read();
    const { metadata: changed, ...others } = given;
    if (record.invoice.status !== "draft" && Object.values(others).some((value) => value !== undefined)) {
      throw notEditable();
    }
    const fields = {
      ...fieldsOf(local, given),
      metadata: applyMetadata(record.invoice.metadata, changed),
    };
    changeInvoice(local, record, fields);
    const next =
      record.invoice.status === "draft"
        ? refillInvoice(local, requireInvoice(local, record.id), {
            ...(given.automatic_tax && { taxed: given.automatic_tax.enabled }),
            ...(given.discounts !== undefined && { discounts: discountsOf(local, record.invoice, given) }),
          })
        : requireInvoice(local, record.id);
    emit(local, "invoice.updated", next.invoice, changedFrom(record.invoice, next.invoice));
    return next.invoice;
  });
  api.delete("/v1/invoices/:id", UNREAD, ({ local, params }) => {
    const { id, invoice, subscription } = requireInvoice(local, params.id ?? "");
    if (invoice.status !== "draft" || subscription !== null) throw notEditable();
    for (const record of itemsOfInvoice(invoiceItems(local.store), id).toArray()) {
      invoiceItems(local.store).delete(record.id);
    }
    invoices(local.store).delete(id);
    emit(local, "invoice.deleted", invoice);
    return { id, object: invoice.object, deleted: true };
  });
  api.post("/v1/invoices/:id/finalize", { auto_advance: bool }, ({ local, read, params }) => {
    const { auto_advance } = read();
    return finalize(local, requireInvoice(local, params.id ?? ""), auto_advance).invoice;
  });
  api.post("/v1/invoices/:id/send", UNREAD, ({ local, params }) => {
    const record = requireInvoice(local, params.id ?? "");
    const sent = record.invoice.status === "draft" ? finalize(local, record) : record;
    emit(local, "invoice.sent", sent.invoice);
    return sent.invoice;
  });
  api.post("/v1/invoices/:id/mark_uncollectible", UNREAD, ({ local, params }) => {
    const record = requireInvoice(local, params.id ?? "");
    if (record.invoice.status !== "open") throw notEditable();
    const { status_transitions: times } = record.invoice;
    const given = changeInvoice(local, record, {
      status: "uncollectible",
      status_transitions: { ...times, marked_uncollectible_at: local.now() },
    });
    emit(local, "invoice.marked_uncollectible", given.invoice);
    return given.invoice;
  });
  api.post("/v1/invoices/:id/pay", PAY, ({ local, read, params }) => {
    const record = requireInvoice(local, params.id ?? "");
    return pay(local, record, read());
  });
}

function create(local: Local, given: Parsed<typeof CREATE>): InvoiceRecord {
  const customer = requireCustomer(local, given.customer, "customer", 400);
  const own = given.currency ?? customer.currency ?? "usd";
  const takes = given.pending_invoice_items_behavior === "include";
  const waiting = takePending(local, { customer: customer.id, currency: own, subscription: null });
  const now = local.now();
  const record = draftInvoice(local, {
    customer: customer.id,
    currency: own,
    lines: takes ? waiting.lines : [],
    reason: "manual",
    subscription: null,
    period: { start: now, end: now },
    discounts: discountsOf(local, { customer: customer.id, currency: own, subtotal: 0 }, given),
    taxed: given.automatic_tax?.enabled ?? false,
    more: {
      auto_advance: false,
      ...fieldsOf(local, given),
      metadata: applyMetadata(null, given.metadata),
    },
  });
  if (takes) waiting.belongTo(record.id);
  return record;
}

function fieldsOf(local: Local, given: Parsed<typeof COMMON>): Partial<Stripe.Invoice> {
  const { auto_advance, collection_method, days_until_due, default_payment_method, description } = given;
  const due =
    given.due_date ?? (days_until_due === undefined ? undefined : local.now() + days_until_due * DAY);
  if (due !== undefined && collection_method === "charge_automatically") {
    throw invalid("days_until_due needs collection_method send_invoice.", "days_until_due");
  }
  return {
    ...(auto_advance !== undefined && {
      auto_advance,
      automatically_finalizes_at: auto_advance ? local.now() + DRAFT_SECONDS : null,
    }),
    ...(collection_method && { collection_method }),
    ...(default_payment_method && { default_payment_method }),
    ...(description !== undefined && { description }),
    ...(due !== undefined && { due_date: due }),
    ...(given.footer !== undefined && { footer: given.footer }),
  };
}

function discountsOf(
  local: Local,
  { customer, currency: own, subtotal }: Pick<Stripe.Invoice, "currency" | "customer" | "subtotal">,
  { discounts }: Parsed<typeof COMMON>,
): string[] {
  const purchase = { currency: own, subtotal, customer: String(customer) };
  return (discounts ?? []).flatMap((given) => {
    const found = resolveDiscount(local, given, purchase);
    if (!found) return [];
    return startDiscount(local, { ...found, customer: purchase.customer, subscription: null }).id;
  });
}

function finalize(local: Local, record: InvoiceRecord, autoAdvance?: boolean): InvoiceRecord {
  if (record.invoice.status !== "draft") throw notEditable();
  const finalized = finalizeInvoice(local, record);
  if (autoAdvance !== undefined) changeInvoice(local, finalized, { auto_advance: autoAdvance });
  if (finalized.invoice.status === "open") intentOf(local, requireInvoice(local, record.id));
  return requireInvoice(local, record.id);
}

function pay(local: Local, given: InvoiceRecord, params: Parsed<typeof PAY>): Stripe.Invoice {
  const record = given.invoice.status === "draft" ? finalize(local, given) : given;
  const { status } = record.invoice;
  if (status === "paid" && given.invoice.status === "draft") return record.invoice;
  if (status !== "open" && status !== "uncollectible") {
    throw invalid(`Invoice is already ${status}`, undefined, "invoice_not_editable");
  }
  if (params.paid_out_of_band) return markPaid(local, record, null).invoice;
  tryToPay(local, record, methodOfPayer(local, record, params.payment_method));
  const { intent, invoice } = requireInvoice(local, record.id);
  if (invoice.status === "paid") return invoice;
  const failed = local.store.intents.get(intent ?? "")?.intent;
  const { code, decline_code, message } = failed?.last_payment_error ?? {};
  throw new ApiError(402, {
    type: "card_error",
    code: failed?.status === "requires_action" ? "invoice_payment_intent_requires_action" : code,
    decline_code,
    message: message ?? "This payment needs the customer's agreement.",
    payment_intent: failed,
  });
}

function methodOfPayer(local: Local, { invoice }: InvoiceRecord, given: string | undefined): MethodRecord {
  const customer = requireCustomer(local, String(invoice.customer));
  const wanted =
    given ??
    invoice.default_payment_method ??
    customer.invoice_settings.default_payment_method ??
    customer.default_source;
  if (!wanted) {
    throw invalid(
      "There is no `default_payment_method` set on this Customer or Invoice. Please attach a PaymentMethod or a source first.",
      "payment_method",
      "missing",
    );
  }
  return useMethod(local, String(wanted));
}

function notEditable(): ApiError {
  return invalid("Finalized invoices can't be updated in this way.", undefined, "invoice_not_editable");
}

const due = dueBy<InvoiceRecord>(({ invoice, subscription }) =>
  invoice.status === "draft" && subscription === null ? invoice.automatically_finalizes_at : null,
);

/** Drafts of one's own with `auto_advance` are finalized, and paid if they can be. */
export function advanceInvoices(local: Local): void {
  for (const record of due(invoices(local.store), local.now())) {
    const finalized = finalize(local, record);
    const { collection_method: by, status } = finalized.invoice;
    if (status !== "open" || by !== "charge_automatically") continue;
    const customer = local.store.customers.get(String(finalized.invoice.customer));
    const wanted =
      finalized.invoice.default_payment_method ?? customer?.invoice_settings.default_payment_method;
    const method = local.store.methods.get(String(wanted));
    if (method) tryToPay(local, finalized, method);
    else emit(local, "invoice.payment_failed", finalized.invoice);
  }
}
