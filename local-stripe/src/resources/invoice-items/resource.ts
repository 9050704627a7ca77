import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { invalid, missingParameter, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { bool, currency, integer, object, type Parsed, required, text, timestamp } from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { requireCustomer } from "../customers/customers";
import { type InvoiceRecord, refillInvoice, requireInvoice } from "../invoices/invoices";
import type { InvoiceLine } from "../invoices/lines";
import { type InvoiceItemRecord, invoiceItems, itemsOfCustomer, itemsOfInvoice } from "../invoices/pending";
import { requirePrice } from "../prices/prices";

const itemIds = idKind("ii");

const period = object({ end: required(timestamp), start: required(timestamp) });
const CREATE = {
  amount: integer(-99_999_999, 99_999_999),
  currency,
  customer: required(text()),
  description: text(),
  discountable: bool,
  invoice: text(),
  metadata,
  period,
  pricing: object({ price: text() }),
  quantity: integer(0, 999_999),
  subscription: text(),
};
const UPDATE = {
  amount: integer(-99_999_999, 99_999_999),
  description: text(),
  discountable: bool,
  metadata,
  period,
  pricing: object({ price: text() }),
  quantity: integer(0, 999_999),
};
const PATH = "/v1/invoiceitems";

function routes(api: Api): void {
  api.post(PATH, CREATE, ({ local, read }) => create(local, read()).item);
  api.get(
    PATH,
    { ...PAGE, created: createdFilter, customer: text(), invoice: text(), pending: bool },
    ({ local, read }) => {
      const query = read();
      const all = invoiceItems(local.store);
      const found = (
        itemsOfInvoice(all, query.invoice) ??
        itemsOfCustomer(all, query.customer) ??
        all.newest()
      )
        .map(({ item }) => item)
        .filter(
          (item) =>
            (query.customer === undefined || item.customer === query.customer) &&
            (query.pending === undefined || (item.invoice === null) === query.pending) &&
            (query.created?.(item.date) ?? true),
        );
      return paginate(found, query, PATH);
    },
  );
  api.get(`${PATH}/:id`, UNREAD, ({ local, params }) => requireItem(local, params.id ?? "").item);
  api.post(`${PATH}/:id`, UPDATE, ({ local, read, params }) => {
    const record = requireItem(local, params.id ?? "");
    const draft = draftOf(local, record);
    const given = read();
    const { item, line } = record;
    const next = itemOf(local, {
      id: record.id,
      amount: given.pricing ? undefined : (given.amount ?? (line.price ? undefined : line.amount)),
      price: given.pricing?.price ?? (given.amount === undefined ? (line.price ?? undefined) : undefined),
      currency: item.currency,
      customer: String(item.customer),
      description: given.description ?? item.description,
      discountable: given.discountable ?? item.discountable,
      invoice: typeof item.invoice === "string" ? item.invoice : null,
      metadata: applyMetadata(item.metadata, given.metadata),
      period: given.period ?? item.period,
      quantity: given.quantity ?? line.quantity,
      subscription: record.subscription,
      date: item.date,
    });
    invoiceItems(local.store).put(next);
    if (draft) refresh(local, draft);
    return next.item;
  });
  api.delete(`${PATH}/:id`, UNREAD, ({ local, params }) => {
    const record = requireItem(local, params.id ?? "");
    const draft = draftOf(local, record);
    invoiceItems(local.store).delete(record.id);
    emit(local, "invoiceitem.deleted", record.item);
    if (draft) refresh(local, draft);
    return { id: record.id, object: record.item.object, deleted: true };
  });
}

function create(local: Local, given: Parsed<typeof CREATE>): InvoiceItemRecord {
  requireCustomer(local, given.customer, "customer", 400);
  const draft = given.invoice === undefined ? null : requireDraft(requireInvoice(local, given.invoice));
  if (draft && draft.invoice.customer !== given.customer) {
    throw invalid("The invoice belongs to another customer.", "invoice");
  }
  if (given.amount !== undefined && given.pricing) {
    throw invalid("You may only specify one of these parameters: amount, pricing.", "amount");
  }
  const now = local.now();
  const record = invoiceItems(local.store).put(
    itemOf(local, {
      id: itemIds.make(),
      amount: given.amount,
      price: given.pricing?.price,
      currency: given.currency ?? draft?.invoice.currency,
      customer: given.customer,
      description: given.description ?? null,
      discountable: given.discountable ?? true,
      invoice: draft?.id ?? null,
      metadata: applyMetadata(null, given.metadata),
      period: given.period ?? { start: now, end: now },
      quantity: given.quantity ?? 1,
      subscription: given.subscription ?? null,
      date: now,
    }),
  );
  emit(local, "invoiceitem.created", record.item);
  if (draft) refresh(local, draft);
  return record;
}

interface ItemValues {
  id: string;
  amount: number | undefined;
  price: string | undefined;
  currency: string | undefined;
  customer: string;
  description: string | null;
  discountable: boolean;
  invoice: string | null;
  metadata: Record<string, string>;
  period: { start: number; end: number };
  quantity: number;
  subscription: string | null;
  date: number;
}

function itemOf(local: Local, values: ItemValues): InvoiceItemRecord {
  const price =
    values.price === undefined ? undefined : requirePrice(local, values.price, "pricing[price]", 400);
  if (price?.recurring) {
    throw invalid(
      "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
      "pricing[price]",
    );
  }
  if (!price && values.amount === undefined) throw missingParameter("amount");
  const unit = price?.unit_amount ?? values.amount ?? 0;
  const amount = price ? unit * values.quantity : unit;
  const product = price ? (typeof price.product === "string" ? price.product : price.product.id) : null;
  const currencyOf = price?.currency ?? values.currency;
  if (currencyOf === undefined) throw missingParameter("currency");
  const description = values.description ?? (product && (local.store.products.get(product)?.name ?? null));
  const { id, period, quantity, metadata: kept } = values;
  const line: InvoiceLine = {
    amount,
    description,
    item: null,
    invoiceItem: id,
    price: price?.id ?? null,
    product,
    proration: !values.discountable,
    quantity,
    unitAmount: unit,
    metadata: kept,
    period,
  };
  const item: Stripe.InvoiceItem = {
    id,
    object: "invoiceitem",
    amount,
    currency: currencyOf,
    customer: values.customer,
    customer_account: null,
    date: values.date,
    description,
    discountable: values.discountable,
    discounts: [],
    invoice: values.invoice,
    livemode: false,
    metadata: kept,
    net_amount: amount,
    parent: values.subscription
      ? { subscription_details: { subscription: values.subscription }, type: "subscription_details" }
      : null,
    period,
    pricing: {
      ...(price && { price_details: { price: price.id, product: product ?? "" } }),
      type: "price_details",
      // Decimals are texts here; the SDK makes objects of them.
      unit_amount_decimal: String(unit) as unknown as Stripe.Decimal,
    },
    proration: false,
    quantity,
    quantity_decimal: String(quantity) as unknown as Stripe.Decimal,
    tax_rates: [],
    test_clock: null,
  };
  return { id, item, line, subscription: values.subscription };
}

/** Gives a draft the lines of its invoice items, behind those of the subscription. */
function refresh(local: Local, draft: InvoiceRecord): void {
  const own = draft.content.lines.filter(({ invoiceItem }) => invoiceItem === null);
  const added = itemsOfInvoice(invoiceItems(local.store), draft.id)
    .map(({ line }) => line)
    .toArray()
    .reverse();
  refillInvoice(local, requireInvoice(local, draft.id), { lines: [...own, ...added] });
}

function requireDraft(record: InvoiceRecord): InvoiceRecord {
  if (record.invoice.status === "draft") return record;
  throw invalid(
    "This invoice is no longer a draft: its items can't be changed.",
    "invoice",
    "invoice_not_editable",
  );
}

function draftOf(local: Local, { item }: InvoiceItemRecord): InvoiceRecord | null {
  return typeof item.invoice === "string" ? requireDraft(requireInvoice(local, item.invoice)) : null;
}

function requireItem(local: Local, id: string): InvoiceItemRecord {
  const record = invoiceItems(local.store).get(id);
  if (!record) throw noSuch("invoiceitem", id, "invoiceitem");
  return record;
}

export const invoiceItemResource: Resource = {
  routes,
  objects: { ids: [itemIds], find: ({ store }, id) => invoiceItems(store).get(id)?.item },
  events: ["invoiceitem.created", "invoiceitem.deleted"],
};
