import "server-only";
import { type CartId, newCartId } from "@/lib/base/ids";
import { DAY_SECONDS, signedCookie } from "@/lib/http/cookie.server";

const CART_ID = /^cart_[0-9a-z]{24}$/;

const cookie = signedCookie<CartId>({
  name: "cart",
  purpose: "cart",
  secret: "CART_SECRET",
  seconds: 90 * DAY_SECONDS,
  codec: { write: (id) => id, read: (text) => (CART_ID.test(text) ? (text as CartId) : null) },
});

export const signCartId = cookie.sign;

export const verifyCartCookie = cookie.open;

export const readCartId = cookie.read;

/** Reads the cart's id, or creates one, and keeps it for 90 more days. For server actions and route handlers. */
export async function ensureCartId(): Promise<CartId> {
  const cartId = (await readCartId()) ?? newCartId();
  await setCartId(cartId);
  return cartId;
}

/** Keeps the cart's id for 90 more days; null without a cart. For server actions and route handlers. */
export async function keepCartId(): Promise<CartId | null> {
  const cartId = await readCartId();
  if (cartId) await setCartId(cartId);
  return cartId;
}

export const setCartId = cookie.write;

/** Removes the cart's cookie; the cart itself stays. */
export const forgetCartId = cookie.forget;
