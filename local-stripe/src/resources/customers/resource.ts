import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { address, wholeAddress } from "../../http/billing";
import { noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  clearable,
  email,
  type Given,
  list,
  object,
  oneOf,
  required,
  text,
  withoutUndefined,
} from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import { customersByEmail, methodsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import { detach } from "../payment-methods/attach";
import { createCustomer, customerIds, requireCustomer } from "./customers";
import { replaceSource, sourceRoutes } from "./sources";

const shipping = object({ name: required(text()), phone: clearable(text()), address: required(address) });

const FIELDS = {
  address: clearable(address),
  description: clearable(text()),
  email: clearable(email),
  invoice_settings: object({ default_payment_method: clearable(text()) }),
  metadata,
  name: clearable(text(256)),
  phone: clearable(text(20)),
  preferred_locales: list(text()),
  shipping: clearable(shipping),
  source: text(),
  tax_exempt: oneOf("exempt", "none", "reverse"),
};

const CREATE = { ...FIELDS, test_clock: text() };

const LIST = { ...PAGE, created: createdFilter, email: text() };
const METHODS = { ...PAGE, type: text(), allow_redisplay: oneOf("always", "limited", "unspecified") };

function wholeShipping(given: Given<typeof shipping> | null | undefined) {
  if (given === undefined || given === null) return given;
  return { name: given.name, phone: given.phone ?? "", address: wholeAddress(given.address) };
}

function wholeFields(given: Partial<Given<ReturnType<typeof object<typeof FIELDS>>>>) {
  const { metadata: _change, invoice_settings: _settings, source: _source, ...fields } = given;
  return withoutUndefined({
    ...fields,
    address: given.address && wholeAddress(given.address),
    ...(given.address === null && { address: null }),
    shipping: wholeShipping(given.shipping),
  });
}

/** Reads the default method, which must be the customer's own. */
function defaultMethod(local: Local, customer: string, id: string | null | undefined) {
  if (id === undefined) return {};
  const param = "invoice_settings[default_payment_method]";
  if (id !== null && local.store.methods.get(id)?.method.customer !== customer) {
    throw noSuch("PaymentMethod", id, param, 400);
  }
  return { default_payment_method: id };
}

function routes(api: Api): void {
  sourceRoutes(api);
  api.post("/v1/customers", CREATE, ({ local, read }) => {
    const given = read();
    defaultMethod(local, "", given.invoice_settings?.default_payment_method);
    const made = createCustomer(local, {
      ...wholeFields(given),
      metadata: applyMetadata(null, given.metadata),
    });
    return given.source ? replaceSource(local, made, given.source) : made;
  });
  api.get("/v1/customers", LIST, ({ local, read }) => {
    const query = read();
    const all = local.store.customers;
    const found = (customersByEmail(all, query.email) ?? all.newest()).filter(
      (customer) =>
        (query.email === undefined || customer.email === query.email) &&
        (query.created?.(customer.created) ?? true),
    );
    return paginate(found, query, "/v1/customers");
  });
  searchable<Stripe.Customer>(api, {
    resource: "customers",
    objects: ({ store }) => store.customers.newest(),
    fields: {
      created: { type: "numeric", read: (customer) => customer.created },
      email: { type: "string", read: (customer) => customer.email },
      name: { type: "string", read: (customer) => customer.name },
      phone: { type: "string", read: (customer) => customer.phone },
    },
  });
  api.get("/v1/customers/:id", {}, ({ local, read, params }) => {
    read();
    const id = params.id ?? "";
    return local.store.deletedCustomers.get(id) ?? requireCustomer(local, id);
  });
  api.post("/v1/customers/:id", FIELDS, ({ local, read, params }) => {
    const before = requireCustomer(local, params.id ?? "");
    const given = read();
    const after: Stripe.Customer = {
      ...before,
      ...wholeFields(given),
      invoice_settings: {
        ...before.invoice_settings,
        ...defaultMethod(local, before.id, given.invoice_settings?.default_payment_method),
      },
      metadata: applyMetadata(before.metadata, given.metadata),
    };
    local.store.customers.put(after);
    const previous = changedFrom(before, after);
    if (Object.keys(previous).length > 0) emit(local, "customer.updated", after, previous);
    return given.source ? replaceSource(local, after, given.source) : after;
  });
  api.delete("/v1/customers/:id", UNREAD, ({ local, params }) => {
    const customer = requireCustomer(local, params.id ?? "");
    local.store.customers.delete(customer.id);
    for (const record of methodsOfCustomer(local.store.methods, customer.id).toArray().reverse()) {
      detach(local, record);
    }
    emit(local, "customer.deleted", customer);
    return local.store.deletedCustomers.put({ id: customer.id, object: "customer", deleted: true });
  });
  api.get("/v1/customers/:id/payment_methods", METHODS, ({ local, read, params }) => {
    const { id } = requireCustomer(local, params.id ?? "");
    const query = read();
    const found = methodsOfCustomer(local.store.methods, id)
      .map((record) => record.method)
      .filter(
        (method) =>
          (query.type === undefined || method.type === query.type) &&
          (query.allow_redisplay === undefined || method.allow_redisplay === query.allow_redisplay),
      );
    return paginate(found, query, `/v1/customers/${id}/payment_methods`);
  });
  api.get("/v1/customers/:id/payment_methods/:method", UNREAD, ({ local, params }) => {
    const { id } = requireCustomer(local, params.id ?? "");
    const method = local.store.methods.get(params.method ?? "")?.method;
    if (method?.customer !== id) throw noSuch("PaymentMethod", params.method ?? "", "payment_method");
    return method;
  });
}

export const customers: Resource = {
  routes,
  objects: {
    ids: [customerIds],
    find: ({ store }, id) => store.customers.get(id) ?? store.deletedCustomers.get(id),
  },
  events: [
    "customer.source.created",
    "customer.source.deleted",
    "customer.created",
    "customer.updated",
    "customer.deleted",
  ],
};
