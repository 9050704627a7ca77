import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { noSuch } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import { metadata } from "../../http/metadata";
import { ignored, required, text } from "../../http/rules";
import { methodsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { attach, detach } from "../payment-methods/attach";
import { oldCard, takeToken } from "../payment-methods/card-tokens";
import { requireCustomer } from "./customers";

const LIST = { ...PAGE, object: text() };

/** Customers' cards from before PaymentMethods. */
export function sourceRoutes(api: Api): void {
  api.post(
    "/v1/customers/:id/sources",
    { metadata, source: required(text()), validate: ignored },
    ({ local, read, params }) => {
      const customer = requireCustomer(local, params.id ?? "");
      const record = addCard(local, customer, read().source);
      if (customer.default_source === null) setDefault(local, customer, record.id);
      return oldCard(record);
    },
  );
  api.get("/v1/customers/:id/sources", LIST, ({ local, read, params }) => {
    const { id } = requireCustomer(local, params.id ?? "");
    return paginate(cardsOf(local, id).map(oldCard), read(), `/v1/customers/${id}/sources`);
  });
  api.get("/v1/customers/:id/sources/:source", UNREAD, ({ local, params }) =>
    oldCard(requireCard(local, params.id ?? "", params.source ?? "")),
  );
  api.delete("/v1/customers/:id/sources/:source", UNREAD, ({ local, params }) => {
    const record = requireCard(local, params.id ?? "", params.source ?? "");
    const shown = oldCard(record);
    detach(local, record);
    const customer = requireCustomer(local, params.id ?? "");
    if (customer.default_source === record.id) {
      setDefault(local, customer, cardsOf(local, customer.id)[0]?.id ?? null);
    }
    emit(local, "customer.source.deleted", shown);
    return { id: record.id, object: "card", deleted: true };
  });
}

function addCard(local: Local, { id }: Stripe.Customer, token: string): MethodRecord {
  const record = attach(local, takeToken(local, token, "source", { asCard: true }), id);
  emit(local, "customer.source.created", oldCard(record));
  return record;
}

/** `source` of a customer's create and update: the new card is the one that is charged. */
export function replaceSource(local: Local, customer: Stripe.Customer, token: string): Stripe.Customer {
  const known = local.store.methods.get(token);
  const record = known?.method.customer === customer.id ? known : addCard(local, customer, token);
  return setDefault(local, customer, record.id);
}

function setDefault(local: Local, before: Stripe.Customer, source: string | null): Stripe.Customer {
  const after = local.store.customers.put({ ...before, default_source: source });
  emit(local, "customer.updated", after, changedFrom(before, after));
  return after;
}

/** A customer's cards that came by a token, newest first. */
function cardsOf(local: Local, customer: string): MethodRecord[] {
  return methodsOfCustomer(local.store.methods, customer)
    .filter(({ id }) => id.startsWith("card_"))
    .toArray();
}

function requireCard(local: Local, customer: string, id: string): MethodRecord {
  const record = cardsOf(local, requireCustomer(local, customer).id).find((card) => card.id === id);
  if (!record) throw noSuch("source", id, "id");
  return record;
}
