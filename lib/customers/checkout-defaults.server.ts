import "server-only";
import { shownEmail } from "@/lib/email-shown";
import { listAddresses } from "./addresses.server";
import type { CheckoutDefaults } from "./checkout-defaults";
import type { Customer } from "./types";

/** What an account lets the checkout fill in; null for a guest. */
export async function checkoutDefaults(customer: Customer | null): Promise<CheckoutDefaults | null> {
  if (!customer) return null;
  const [address] = await listAddresses(customer.id);
  return {
    email: shownEmail(customer.email),
    name: customer.name,
    address: address
      ? {
          name: address.name,
          line1: address.line1,
          line2: address.line2,
          city: address.city,
          state: address.state,
          postalCode: address.postalCode,
          country: address.country,
        }
      : null,
  };
}
