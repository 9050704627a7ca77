import { expect, it } from "vitest";
import {
  newAddressId,
  newCartId,
  newCustomerId,
  newOrderId,
  newProductId,
  newVariantId,
} from "@/lib/base/ids";

it("gives no id of the store a prefix that Stripe gives its own", () => {
  const ids = [newAddressId(), newCartId(), newCustomerId(), newOrderId(), newProductId(), newVariantId()];
  expect(ids.filter((id) => /^(cus|acct|cs|pi|pm|prod|price|re|ch|evt)_/.test(id))).toEqual([]);
});
