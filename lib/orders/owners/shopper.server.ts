import "server-only";
import { cookies, headers } from "next/headers";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import type { OrderId } from "@/lib/base/ids";
import { readCartId } from "@/lib/cart/cookie.server";
import { env } from "@/lib/config/env";
import { isSignature, signature } from "@/lib/http/signed-value";
import { storeAddress } from "@/lib/http/store-address";
import { requestSource } from "@/lib/limits/source.server";
import type { Shopper } from "./shopper";

/** Orders opened by the link in an e-mail: their ids, joined by `~`, and an HMAC of that. */
const COOKIE = "opened_orders";
const PURPOSE = "opened orders";
const NINETY_DAYS = 90 * 24 * 60 * 60;
/** The newest are kept: a cookie must stay small. */
const MOST = 20;

export function signOpenedOrders(orderIds: readonly OrderId[], secret: string): string {
  const ids = orderIds.join("~");
  return `${ids}.${signature(PURPOSE, ids, secret)}`;
}

/** None when the value wasn't signed by this store. */
export function verifyOpenedOrders(value: string | undefined, secret: string): OrderId[] {
  const [ids, given, ...rest] = value?.split(".") ?? [];
  if (!ids || !given || rest.length > 0 || !isSignature(given, PURPOSE, ids, secret)) return [];
  return ids.split("~").map((id) => id as OrderId);
}

/** Who this request comes from. */
export async function readShopper(): Promise<Shopper> {
  const value = (await cookies()).get(COOKIE)?.value;
  const openedOrders = verifyOpenedOrders(value, env().CART_SECRET);
  return {
    cartId: await readCartId(),
    openedOrders,
    customer: await readCustomer(),
    storeUrl: storeAddress(await headers(), env()),
    from: requestSource(await headers()),
  };
}

/** Makes the browser an owner of the order as well. For route handlers, once the link's key has been checked. */
export async function openOrder(orderId: OrderId): Promise<void> {
  await openOrders([orderId]);
}

/** The same for several, the newest first: orders this browser owned by a cart it no longer has, say. */
export async function openOrders(added: readonly OrderId[]): Promise<void> {
  const { CART_SECRET, STORE_URL } = env();
  const store = await cookies();
  const known = verifyOpenedOrders(store.get(COOKIE)?.value, CART_SECRET);
  const orderIds = [...new Set([...added, ...known])].slice(0, MOST);
  store.set(COOKIE, signOpenedOrders(orderIds, CART_SECRET), {
    httpOnly: true,
    sameSite: "lax",
    secure: STORE_URL.startsWith("https:"),
    path: "/",
    maxAge: NINETY_DAYS,
  });
}

/** The browser owns no order any more by a link that was opened in it. */
export async function closeOrders(): Promise<void> {
  (await cookies()).delete(COOKIE);
}
