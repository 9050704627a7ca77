import "server-only";
import { headers } from "next/headers";
import type { Locale } from "@/i18n/routing";
import { auth } from "@/lib/auth/auth.server";
import { clearPendingEmail } from "@/lib/auth/email-change-pending.server";
import { clearPending } from "@/lib/auth/pending.server";
import type { CustomerId } from "@/lib/base/ids";
import { readCartChoices } from "@/lib/cart/cart.server";
import { forgetCartId, readCartId, setCartId } from "@/lib/cart/cookie.server";
import { keepCurrency } from "@/lib/currencies/asked.server";
import { db } from "@/lib/db/client";
import { closeOrders, openOrders } from "@/lib/orders/owners/shopper.server";
import { joinAccount } from "./join-account.server";

/** Joins the browser's cart and orders to the account. For route handlers, after the sign-in cookie is set. */
export async function finishSignIn(customerId: CustomerId, locale: Locale): Promise<void> {
  const { cartId, keptOrders } = await joinAccount(db(), customerId, { cartId: await readCartId(), locale });
  if (cartId) await setCartId(cartId);
  else await forgetCartId();
  const cart = cartId && (await readCartChoices(db(), cartId));
  // The account's cart may be older than this browser, and pages show what the cart will cost.
  if (cart) await keepCurrency(cart.currency);
  if (keptOrders.length > 0) await openOrders(keptOrders);
  await clearPending();
}

/** Ends the sign-in, and removes the account's cart and orders from the browser. */
export async function signOut(): Promise<void> {
  await auth().api.signOut({ headers: await headers() });
  await forgetCartId();
  await closeOrders();
  await clearPending();
  await clearPendingEmail();
}
