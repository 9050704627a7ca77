import type { CartId, CustomerId, OrderId } from "@/lib/base/ids";
import type { Source } from "@/lib/limits/source.server";
import type { Customer } from "@/lib/model/customer";

/** Who makes a request: identified by the cart, by orders opened from e-mails, and by the account. */
export type Shopper = {
  cartId: CartId | null;
  openedOrders: readonly OrderId[];
  /** Null for a guest. */
  customer: Customer | null;
  /** Which of the store's addresses the shopper uses (`storeAddress`); absent for the main one. */
  storeUrl?: string;
  /** Address and network, for the limits on them; null when unknown. */
  from?: Source | null;
};

export const requesterOf = ({ cartId, customer, from }: Shopper) => ({
  shopper: [cartId, customer?.id],
  from,
});

/** An order belongs to its cart, to its account, and to whoever has the link from its e-mails. */
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
