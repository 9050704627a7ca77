import "server-only";
import type { Locale } from "@/i18n/routing";
import type { CartId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { loadCart } from "./cart.server";
import type { Cart } from "./types";
import { type CartView, cartView, emptyCartView } from "./view";

export async function readCartView(cartId: CartId | null, locale: Locale): Promise<CartView> {
  return viewOf(cartId && (await loadCart(db(), cartId)), locale);
}

export function viewOf(cart: Cart | null, locale: Locale): CartView {
  const code = currency(env().STORE_CURRENCY);
  return cart ? cartView(cart, locale, code) : emptyCartView(env().STORE_COUNTRY, code);
}
