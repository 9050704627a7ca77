import "server-only";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { CartId } from "@/lib/ids";
import { currency } from "@/lib/money";
import { defaultCountry, loadCart } from "./cart.server";
import { type CartView, cartView, emptyCartView } from "./view";

/** The cart to show; an empty one for a shopper who has none. */
export async function readCartView(cartId: CartId | null, locale: Locale): Promise<CartView> {
  const code = currency(env().STORE_CURRENCY);
  const cart = cartId && (await loadCart(db(), cartId));
  return cart ? cartView(cart, locale, code) : emptyCartView(defaultCountry(), code);
}
