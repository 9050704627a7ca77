import type { CartId, OrderId } from "@/lib/ids";

/** Who asks: the cart their orders were placed from, and the orders whose e-mailed link they have opened. */
export type Shopper = { cartId: CartId | null; openedOrders: readonly OrderId[] };

/** An order belongs to the cart it was placed from, and to whoever holds the link in its e-mails. */
export function owns(shopper: Shopper, order: { id: OrderId; cartId: CartId }): boolean {
  return shopper.cartId === order.cartId || shopper.openedOrders.includes(order.id);
}
