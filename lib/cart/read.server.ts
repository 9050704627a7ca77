import "server-only";
import type { Locale } from "@/i18n/routing";
import type { CartId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { readCurrency } from "@/lib/currencies/asked.server";
import { db } from "@/lib/db/client";
import { loadCart } from "./cart.server";
import type { Cart } from "./types";
import { type CartView, cartView, emptyCartView } from "./view";

export async function readCartView(cartId: CartId | null, locale: Locale): Promise<CartView> {
  return viewOf(cartId && (await loadCart(db(), cartId)), locale);
}

export async function viewOf(cart: Cart | null, locale: Locale): Promise<CartView> {
  return cart ? cartView(cart, locale) : emptyCartView(env().STORE_COUNTRY, await readCurrency());
}
