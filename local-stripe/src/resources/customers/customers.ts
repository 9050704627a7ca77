import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { noSuch } from "../../http/errors";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";

export const customerIds = idKind("cus", 14);

type Given = Partial<
  Pick<Stripe.Customer, "address" | "description" | "email" | "metadata" | "name" | "phone" | "shipping">
> & { preferred_locales?: string[]; test_clock?: string };

export function createCustomer(local: Local, given: Given): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: customerIds.make(),
    object: "customer",
    address: given.address ?? null,
    balance: 0,
    created: local.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: given.description ?? null,
    discount: null,
    email: given.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: given.metadata ?? {},
    name: given.name ?? null,
    next_invoice_sequence: 1,
    phone: given.phone ?? null,
    preferred_locales: given.preferred_locales ?? [],
    shipping: given.shipping ?? null,
    tax_exempt: "none",
    test_clock: given.test_clock ?? null,
  };
  local.store.customers.put(customer);
  emit(local, "customer.created", customer);
  return customer;
}

export function requireCustomer(local: Local, id: string, param = "id", status = 404): Stripe.Customer {
  const customer = local.store.customers.get(id);
  if (!customer) throw noSuch("customer", id, param, status);
  return customer;
}
