import "server-only";
import { type CartId, newCartId } from "@/lib/base/ids";
import { DAY_SECONDS, signedCookie } from "@/lib/http/cookie.server";

const CART_ID = /^cart_[0-9a-z]{24}$/;

/** Everything there is to know about the cart's cookie. Its value is the cart's id and an HMAC of it. */
const cookie = signedCookie<CartId>({
  name: "cart",
  purpose: "cart",
  secret: "CART_SECRET",
  seconds: 90 * DAY_SECONDS,
  codec: { write: (id) => id, read: (text) => (CART_ID.test(text) ? (text as CartId) : null) },
});

export const signCartId = cookie.sign;

/** The id in a cookie's value; null when it wasn't signed by this store. */
export const verifyCartCookie = cookie.open;

/** The shopper's cart id, if they have one. The cart itself may be gone. */
export const readCartId = cookie.read;

/** The shopper's cart id, a new one for a new shopper; 90 more days either way. For server actions and route handlers. */
export async function ensureCartId(): Promise<CartId> {
  const cartId = (await readCartId()) ?? newCartId();
  await setCartId(cartId);
  return cartId;
}

/** The shopper's cart id, kept for 90 more days; null when the browser has none. For server actions and route handlers. */
export async function keepCartId(): Promise<CartId | null> {
  const cartId = await readCartId();
  if (cartId) await setCartId(cartId);
  return cartId;
}

/** Makes this the browser's cart. For server actions and route handlers. */
export const setCartId = cookie.write;

/** The browser has no cart then; the cart itself stays. */
export const forgetCartId = cookie.forget;
