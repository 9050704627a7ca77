import type { StripeAddressElementChangeEvent } from "@stripe/stripe-js";
import type { ElementChange } from "../../browser/element-messages";

/** Reads the value of an address element's change. */
export function addressValue(change: ElementChange | null): StripeAddressElementChangeEvent["value"] {
  const { name, phone, address } = change?.value ?? {};
  const parts: Record<string, unknown> =
    typeof address === "object" && address !== null ? { ...address } : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    name: text(name),
    address: {
      line1: text(parts.line1),
      line2: text(parts.line2) || null,
      city: text(parts.city),
      state: text(parts.state),
      postal_code: text(parts.postal_code),
      country: text(parts.country),
    },
    ...(typeof phone === "string" && phone !== "" && { phone }),
  };
}
