import "server-only";
import { headers } from "next/headers";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import type { OrderId } from "@/lib/base/ids";
import { readCartId } from "@/lib/cart/cookie.server";
import { env } from "@/lib/config/env";
import { DAY_SECONDS, signedCookie } from "@/lib/http/cookie.server";
import { storeAddress } from "@/lib/http/store-address";
import { requestSource } from "@/lib/limits/source.server";
import type { Shopper } from "./shopper";

/** Only the newest orders are kept, because a cookie must stay small. */
const MOST = 20;

/** Ids of orders that were opened from an e-mail's link, joined by `~`, with their HMAC. */
const cookie = signedCookie<readonly OrderId[]>({
  name: "opened_orders",
  purpose: "opened orders",
  secret: "CART_SECRET",
  seconds: 90 * DAY_SECONDS,
  codec: { write: (ids) => ids.join("~"), read: (text) => text.split("~").map((id) => id as OrderId) },
});

export const signOpenedOrders = cookie.sign;

export const verifyOpenedOrders = (value: string | undefined, secret: string): readonly OrderId[] =>
  cookie.open(value, secret) ?? [];

export async function readShopper(): Promise<Shopper> {
  return {
    cartId: await readCartId(),
    openedOrders: (await cookie.read()) ?? [],
    customer: await readCustomer(),
    storeUrl: storeAddress(await headers(), env()),
    from: requestSource(await headers()),
  };
}

export async function openOrder(orderId: OrderId): Promise<void> {
  await openOrders([orderId]);
}

export async function openOrders(added: readonly OrderId[]): Promise<void> {
  const known = (await cookie.read()) ?? [];
  await cookie.write([...new Set([...added, ...known])].slice(0, MOST));
}

export const closeOrders = cookie.forget;
