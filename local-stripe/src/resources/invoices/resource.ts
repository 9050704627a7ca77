import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { invalid } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { bool, oneOf, text } from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import type { VersionChange } from "../../http/version-change";
import { requireCustomer } from "../customers/customers";
import { useMethod } from "../payment-methods/new-method";
import {
  invoiceIds,
  invoices,
  invoicesOfCustomer,
  invoicesOfSubscription,
  requireInvoice,
  tryToPay,
  voidInvoice,
} from "./invoices";

type Searched = Stripe.Invoice & { id: string; subscription: string | null };

const LIST = {
  ...PAGE,
  created: createdFilter,
  customer: text(),
  status: oneOf("draft", "open", "paid", "uncollectible", "void"),
  subscription: text(),
};

function routes(api: Api): void {
  api.get("/v1/invoices", LIST, ({ local, read }) => {
    const query = read();
    const all = invoices(local.store);
    const found = (
      invoicesOfSubscription(all, query.subscription) ??
      invoicesOfCustomer(all, query.customer) ??
      all.newest()
    )
      .filter(
        ({ invoice, subscription }) =>
          (query.customer === undefined || invoice.customer === query.customer) &&
          (query.status === undefined || invoice.status === query.status) &&
          (query.subscription === undefined || subscription === query.subscription) &&
          (query.created?.(invoice.created) ?? true),
      )
      .map(({ invoice }) => invoice);
    return paginate(found, query, "/v1/invoices");
  });
  searchable<Searched>(api, {
    resource: "invoices",
    objects: ({ store }) =>
      invoices(store)
        .newest()
        .map(({ invoice, subscription }) => ({ ...invoice, subscription })),
    answer: ({ subscription: _subscription, ...invoice }) => invoice,
    fields: {
      created: { type: "numeric", read: (invoice) => invoice.created },
      currency: { type: "token", read: (invoice) => invoice.currency },
      customer: { type: "token", read: (invoice) => invoice.customer },
      number: { type: "string", read: (invoice) => invoice.number },
      receipt_number: { type: "string", read: (invoice) => invoice.receipt_number },
      status: { type: "string", read: (invoice) => invoice.status },
      subscription: { type: "string", read: (invoice) => invoice.subscription },
      total: { type: "numeric", read: (invoice) => invoice.total },
    },
  });
  api.get("/v1/invoices/:id", {}, ({ local, read, params }) => {
    read();
    return requireInvoice(local, params.id ?? "").invoice;
  });
  api.get("/v1/invoices/:id/lines", PAGE, ({ local, read, params }) => {
    const { id, invoice } = requireInvoice(local, params.id ?? "");
    return paginate(invoice.lines.data, read(), `/v1/invoices/${id}/lines`);
  });
  api.post(
    "/v1/invoices/:id/pay",
    { off_session: bool, payment_method: text() },
    ({ local, read, params }) => {
      const record = requireInvoice(local, params.id ?? "");
      const { payment_method: given } = read();
      if (record.invoice.status !== "open")
        throw invalid("Invoice is already paid", undefined, "invoice_not_editable");
      const customer = requireCustomer(local, String(record.invoice.customer));
      const wanted = given ?? customer.invoice_settings.default_payment_method ?? customer.default_source;
      tryToPay(local, record, useMethod(local, String(wanted)));
      return requireInvoice(local, record.id).invoice;
    },
  );
  api.post("/v1/invoices/:id/void", {}, ({ local, read, params }) => {
    read();
    return voidInvoice(local, requireInvoice(local, params.id ?? "")).invoice;
  });
}

/** An invoice named its subscription and its PaymentIntent. Source: the SDK's changelog. */
const changes: readonly VersionChange[] = [
  {
    since: "2025-03-31.basil",
    objects: {
      invoice: (invoice, store) => {
        const record = invoices(store).get(String(invoice.id));
        return {
          ...invoice,
          paid: invoice.status === "paid",
          payment_intent: record?.intent ?? null,
          subscription: record?.subscription ?? null,
        };
      },
    },
  },
];

export const invoiceResource: Resource = {
  routes,
  changes,
  objects: { ids: [invoiceIds], find: ({ store }, id) => invoices(store).get(id)?.invoice },
  events: [
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_succeeded",
    "invoice.voided",
  ],
};
