import type { OtherAddress } from "../../browser/element-messages";
import type { AddressElement } from "./address-element";

/** `syncAddressCheckbox` says which of two Address Elements offers to equal the other: the billing one by default. */
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
