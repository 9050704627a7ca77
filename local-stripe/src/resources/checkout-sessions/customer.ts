import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import type { Local } from "../../state/local";
import type { IntentRecord, SessionRecord } from "../../state/records";
import { createCustomer } from "../customers/customers";

/** Creates the customer for `customer_creation: always`, once the payment succeeded. */
export function withCustomer(local: Local, record: IntentRecord): IntentRecord {
  const session = record.session === null ? undefined : local.store.sessions.get(record.session);
  if (!session || session.session.customer) return record;
  if (session.session.customer_creation !== "always" && session.session.mode !== "subscription")
    return record;
  const customer = customerOf(local, session);
  local.store.sessions.put({ ...session, session: { ...session.session, customer } });
  return local.store.intents.put({ ...record, intent: { ...record.intent, customer } });
}

/** The customer of a session that ends, created if that was promised. */
export function customerOf(local: Local, record: SessionRecord): string | null {
  const { session, email, phone, billing, shipping } = record;
  if (typeof session.customer === "string") return session.customer;
  if (session.customer_creation !== "always" && session.mode !== "subscription") return null;
  const customer = createCustomer(local, {
    email,
    name: billing?.name ?? shipping?.name ?? null,
    phone: phone ?? billing?.phone ?? null,
    address: billing?.address ?? null,
    shipping: shipping && { name: shipping.name, address: shipping.address },
  });
  return customer.id;
}

/** Updates the customer as far as `customer_update` allows. */
export function updateCustomer(
  local: Local,
  { session, billing, shipping, customerUpdate }: SessionRecord,
): void {
  const before =
    typeof session.customer === "string" ? local.store.customers.get(session.customer) : undefined;
  if (!before || !customerUpdate) return;
  const { address, name, shipping: delivery } = customerUpdate;
  const after: Stripe.Customer = {
    ...before,
    ...(address === "auto" && billing?.address && { address: billing.address }),
    ...(name === "auto" && billing?.name && { name: billing.name }),
    ...(delivery === "auto" && shipping && { shipping: { ...shipping, phone: shipping.phone ?? "" } }),
  };
  const previous = changedFrom(before, after);
  if (Object.keys(previous).length === 0) return;
  local.store.customers.put(after);
  emit(local, "customer.updated", after, previous);
}
