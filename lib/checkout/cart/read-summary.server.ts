import "server-only";
import { notFound, redirect } from "next/navigation";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { db } from "@/lib/db/client";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { justPaidOrder } from "@/lib/orders/views/just-paid.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { readPricedCart } from "./read-priced-cart.server";
import { type CheckoutSummary, cartSummary, orderSummary } from "./summary";

/** The summary of an order that is paid again, or of the cart. Null for an empty cart, unless an order has just emptied it. */
export async function readSummary(orderId: string | null, locale: Locale): Promise<CheckoutSummary | null> {
  const shopper = await readShopper();
  const texts = textsFor(locale, "checkout");
  if (orderId) {
    const order = await getOwnOrder(orderId, shopper);
    if (!order) notFound();
    if (!order.payable) redirect(localPath(locale, `/orders/${order.id}`));
    return orderSummary(order, texts);
  }
  const { cart, quote } = await readPricedCart(shopper, locale);
  if (cart.lines.length > 0) return cartSummary(cart, quote, texts);
  const paid = shopper.cartId && (await justPaidOrder(db(), shopper.cartId));
  if (paid) redirect(localPath(locale, `/orders/${paid}`));
  return null;
}
