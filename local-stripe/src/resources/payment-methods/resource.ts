import { findCard } from "../../cards/cards";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { billingDetails, wholeBilling } from "../../http/billing";
import { ApiError, invalid, missingParameter, noSuch } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { integer, object, oneOf, type Parsed, text } from "../../http/rules";
import { methodsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { attach, detach } from "./attach";
import { createFromData, METHOD_DATA } from "./method-data";
import { methodIds, REDISPLAY, useMethod } from "./new-method";
import { checkNotSpent } from "./usable";

const redisplay = oneOf(...REDISPLAY);

const UPDATE = {
  allow_redisplay: redisplay,
  billing_details: billingDetails,
  card: object({ exp_month: integer(1, 12), exp_year: integer(2000, 2100) }),
  metadata,
};

const LIST = { ...PAGE, allow_redisplay: redisplay, customer: text(), type: text() };

function requireMethod(local: Local, id: string): MethodRecord {
  const record = local.store.methods.get(id);
  if (!record) throw noSuch("PaymentMethod", id, "payment_method");
  return record;
}

/** A card that the bank declines can't be saved. */
function checkAttachable({ number, method }: MethodRecord): void {
  const card = number === null ? undefined : findCard(number);
  if (!card?.decline || card.chargeOnly) return;
  throw new ApiError(402, {
    type: "card_error",
    code: card.decline.code,
    ...(card.decline.declineCode && { decline_code: card.decline.declineCode }),
    message: card.decline.message,
    payment_method: method,
  });
}

function update(local: Local, record: MethodRecord, given: Parsed<typeof UPDATE>): MethodRecord {
  const before = record.method;
  const billing = given.billing_details && { ...before.billing_details, ...given.billing_details };
  const after = {
    ...before,
    ...(given.allow_redisplay && { allow_redisplay: given.allow_redisplay }),
    ...(billing && { billing_details: wholeBilling(billing) }),
    ...(before.card && { card: { ...before.card, ...given.card } }),
    metadata: applyMetadata(before.metadata, given.metadata),
  };
  emit(local, "payment_method.updated", after, changedFrom(before, after));
  return local.store.methods.put({ ...record, method: after });
}

function routes(api: Api): void {
  api.post("/v1/payment_methods", METHOD_DATA, ({ local, read }) => createFromData(local, read()).method, {
    publishable: true,
  });
  api.get("/v1/payment_methods", LIST, ({ local, read }) => {
    const query = read();
    const found = methodsOfCustomer(local.store.methods, query.customer ?? "")
      .map((record) => record.method)
      .filter(
        (method) =>
          (query.type === undefined || method.type === query.type) &&
          (query.allow_redisplay === undefined || method.allow_redisplay === query.allow_redisplay),
      );
    return paginate(found, query, "/v1/payment_methods");
  });
  api.get(
    "/v1/payment_methods/:id",
    UNREAD,
    ({ local, params }) => requireMethod(local, params.id ?? "").method,
  );
  api.post("/v1/payment_methods/:id", UPDATE, ({ local, read, params }) => {
    const record = requireMethod(local, params.id ?? "");
    return update(local, record, read()).method;
  });
  api.post("/v1/payment_methods/:id/attach", { customer: text() }, ({ local, read, params }) => {
    const given = read();
    if (!given.customer) throw missingParameter("customer");
    const customer = local.store.customers.get(given.customer);
    if (!customer) throw noSuch("customer", given.customer, "customer", 400);
    const record = useMethod(local, params.id ?? "", "id");
    if (record.method.customer && record.method.customer !== customer.id) {
      throw invalid("The payment method you provided has already been attached to a customer.");
    }
    checkNotSpent(record);
    checkAttachable(record);
    return attach(local, record, customer.id).method;
  });
  api.post("/v1/payment_methods/:id/detach", UNREAD, ({ local, params }) => {
    const record = requireMethod(local, params.id ?? "");
    if (!record.method.customer) {
      throw invalid("The payment method you provided is not attached to a customer.");
    }
    return detach(local, record).method;
  });
}

export const paymentMethods: Resource = {
  routes,
  objects: { ids: [methodIds], find: ({ store }, id) => store.methods.get(id)?.method },
  events: ["payment_method.attached", "payment_method.detached", "payment_method.updated"],
};
