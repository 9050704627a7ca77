import type { OtherAddress } from "../../browser/element-messages";
import type { AddressElement } from "./address-element";

/**
 * The address that another Address Element may be the same as. `syncAddressCheckbox` says which of the two offers it:
 * the billing one unless the merchant wants otherwise.
 */
export function otherAddress(
  kind: "shippingAddress" | "billingAddress",
  other: AddressElement | null,
  syncAddressCheckbox: unknown,
): OtherAddress | null {
  const offers = { billing: "billingAddress", shipping: "shippingAddress", none: null };
  const offering =
    syncAddressCheckbox === "shipping" || syncAddressCheckbox === "none" ? syncAddressCheckbox : "billing";
  if (!other || offers[offering] !== kind) return null;
  return { complete: other.change?.complete ?? false, value: other.change?.value ?? {} };
}
