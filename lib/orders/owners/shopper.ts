import type { CartId, CustomerId, OrderId } from "@/lib/base/ids";
import type { Source } from "@/lib/limits/source.server";
import type { Customer } from "@/lib/model/customer";

/** Who asks: the cart their orders were placed from, the orders whose e-mailed link they have opened, their account. */
export type Shopper = {
  cartId: CartId | null;
  openedOrders: readonly OrderId[];
  /** Null for a guest. */
  customer: Customer | null;
  /** Which of the store's own addresses they are at (`storeAddress`); absent: the main one. */
  storeUrl?: string;
  /** From where they come, for the bounds that hold for an address and a network; absent or null: not known. */
  from?: Source | null;
};

/** The requester whose counters a shopper's requests go to. */
export const requesterOf = ({ cartId, customer, from }: Shopper) => ({
  shopper: [cartId, customer?.id],
  from,
});

/** An order belongs to the cart it was placed from, to its account, and to whoever holds the link in its e-mails. */
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
