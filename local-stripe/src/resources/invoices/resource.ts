import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { oneOf, text } from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import type { VersionChange } from "../../http/version-change";
import type { Local } from "../../state/local";
import {
  invoiceIds,
  invoices,
  invoicesOfCustomer,
  invoicesOfSubscription,
  requireInvoice,
  voidInvoice,
} from "./invoices";
import { advanceInvoices, ownInvoiceRoutes } from "./own-invoices";

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
  ownInvoiceRoutes(api);
  api.post("/v1/invoices/:id/void", {}, ({ local, read, params }) => {
    read();
    return voidInvoice(local, requireInvoice(local, params.id ?? "")).invoice;
  });
}

/** The payment of an invoice, which newer versions show on demand. */
function paymentsOf(local: Local, id: string): object {
  const { intent, invoice } = requireInvoice(local, id);
  const { amount_paid, amount_due, created, currency, status, status_transitions: times } = invoice;
  const payment: Stripe.InvoicePayment = {
    id: `inpay_${id.slice(3)}`,
    object: "invoice_payment",
    amount_paid: status === "paid" ? amount_paid : null,
    amount_requested: amount_due,
    created,
    currency,
    invoice: id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent ?? "", type: "payment_intent" },
    status: status === "paid" ? "paid" : status === "void" ? "canceled" : "open",
    status_transitions: { canceled_at: times.voided_at, paid_at: times.paid_at },
  };
  const data = intent === null ? [] : [payment];
  return { object: "list", data, has_more: false, url: `/v1/invoice_payments?invoice=${id}` };
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
    "invoice.deleted",
    "invoice.finalized",
    "invoice.marked_uncollectible",
    "invoice.paid",
    "invoice.payment_action_required",
    "invoice.payment_failed",
    "invoice.payment_succeeded",
    "invoice.sent",
    "invoice.updated",
    "invoice.voided",
  ],
  parts: { invoice: { payments: paymentsOf } },
  tick: advanceInvoices,
};
