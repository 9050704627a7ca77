import type { StripeAddressElementChangeEvent } from "@stripe/stripe-js";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import type { TaxAddress } from "@/lib/model/quote";

/** A contact as an Address Element reports it. */
export type Contact = Pick<StripeAddressElementChangeEvent["value"], "name" | "address">;

/** Equal keys need no second request. `exact`: not only the country counts. */
export function deliveryKey(
  address: { country: string } & Partial<Contact["address"]>,
  exact: boolean,
): string {
  const { country, postal_code, state } = address;
  return exact ? [country, postal_code, state].filter(Boolean).join(" ") : country;
}

export function taxAddress({ address }: Contact): TaxAddress {
  return {
    country: address.country,
    postalCode: address.postal_code || null,
    state: address.state || null,
    city: address.city || null,
    line1: address.line1 || null,
  };
}

/** A known address in the form of the Address Element. */
export function contactOf(known: NonNullable<CheckoutDefaults["address"]>): Contact {
  const { name, line1, line2, city, state, postalCode, country } = known;
  return {
    name,
    address: { line1, line2, city, state: state ?? "", postal_code: postalCode, country },
  };
}

export function billingDetails({ address }: Contact) {
  return {
    line1: address.line1,
    line2: address.line2 ?? "",
    city: address.city,
    state: address.state,
    postal_code: address.postal_code,
    country: address.country,
  };
}
