import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { storedState } from "@/lib/addresses/check";
import { shownEmail } from "@/lib/base/email-shown";
import type { CartId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { carts } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import { listAddresses } from "./addresses.server";
import type { CheckoutDefaults } from "./checkout-defaults";

/** What the checkout fills in for an account; null for a guest. An address outside of the cart's chosen country is left out. */
export async function checkoutDefaults(
  customer: Customer | null,
  cartId: CartId | null,
): Promise<CheckoutDefaults | null> {
  if (!customer) return null;
  const [addresses, chosen] = await Promise.all([
    listAddresses(customer.id),
    cartId ? chosenCountry(cartId) : null,
  ]);
  const address = chosen ? addresses.find(({ country }) => country === chosen) : addresses[0];
  return {
    email: shownEmail(customer.email),
    name: customer.name,
    address: address
      ? {
          name: address.name,
          line1: address.line1,
          line2: address.line2,
          city: address.city,
          state: address.state && storedState(address.country, address.state),
          postalCode: address.postalCode,
          country: address.country,
        }
      : null,
  };
}

async function chosenCountry(cartId: CartId): Promise<string | null> {
  const [cart] = await db()
    .select({ country: carts.country })
    .from(carts)
    .where(and(eq(carts.id, cartId), isNotNull(carts.countryChosenAt)));
  return cart?.country ?? null;
}
