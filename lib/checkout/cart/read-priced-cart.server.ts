import "server-only";
import type { Locale } from "@/i18n/routing";
import { loadCart } from "@/lib/cart/cart.server";
import { viewOf } from "@/lib/cart/read.server";
import type { CartView } from "@/lib/cart/view";
import { openCheckout } from "@/lib/checkout/core/place-order.server";
import { quoteCart } from "@/lib/checkout/core/price.server";
import { db } from "@/lib/db/client";
import type { Quote } from "@/lib/model/quote";
import type { Shopper } from "@/lib/orders/owners/shopper";

type PricedCart = {
  cart: CartView;
  /** Null when the cart is empty or has changes that the shopper must accept first. */
  quote: Quote | null;
};

/** Prices the cart as a checkout would. Stores nothing and calls no other service. */
export async function readPricedCart({ cartId, customer }: Shopper, locale: Locale): Promise<PricedCart> {
  const cart = cartId && (await loadCart(db(), cartId));
  const view = viewOf(cart, locale);
  if (!cart || cart.lines.length === 0) return { cart: view, quote: null };
  const current = await openCheckout(db(), cart.id);
  const exceptOrderIds = current ? [current.order.id] : [];
  const quoted = await quoteCart(db(), cart, { customer, locale, exceptOrderIds });
  return { cart: view, quote: quoted.ok ? quoted.quote : null };
}
