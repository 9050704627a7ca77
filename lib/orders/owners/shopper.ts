import type { CartId, CustomerId, OrderId } from "@/lib/base/ids";
import type { Source } from "@/lib/limits/source.server";
import type { Customer } from "@/lib/model/customer";

/** Who asks: by the cart, by links of e-mails, by the account. */
export type Shopper = {
  cartId: CartId | null;
  openedOrders: readonly OrderId[];
  /** Null for a guest. */
  customer: Customer | null;
  /** The store's address in use (`storeAddress`); absent: the main one. */
  storeUrl?: string;
  /** For limits by address and network; null when unknown. */
  from?: Source | null;
};

export const requesterOf = ({ cartId, customer, from }: Shopper) => ({
  shopper: [cartId, customer?.id],
  from,
});

/** An order belongs to its cart, its account, and whoever has the link of its e-mails. */
export function owns(
  shopper: Shopper,
  order: { id: OrderId; cartId: CartId; customerId: CustomerId | null },
): boolean {
  return (
    shopper.cartId === order.cartId ||
    (order.customerId !== null && shopper.customer?.id === order.customerId) ||
    shopper.openedOrders.includes(order.id)
  );
}
