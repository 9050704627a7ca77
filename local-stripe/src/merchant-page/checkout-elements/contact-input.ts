import type { StripeCheckoutContact } from "@stripe/stripe-js";
import type { ShippingInput } from "../../browser/page-api";

export function contactInput(contact: StripeCheckoutContact): ShippingInput {
  const { address } = contact;
  return {
    name: contact.name ?? "",
    address: {
      line1: address.line1 ?? "",
      line2: address.line2 ?? "",
      city: address.city ?? "",
      state: address.state ?? "",
      postal_code: address.postal_code ?? "",
      country: address.country,
    },
  };
}

/** In the codes of `updateEmail`; null when the address can be used. */
export function emailProblem(email: string): "incompleteEmail" | "invalidEmail" | null {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return "incompleteEmail";
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? null : "invalidEmail";
}
