import "server-only";
import { cookies } from "next/headers";
import { type CartId, newCartId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { isSignature, signature } from "@/lib/http/signed-value";

/** Everything there is to know about the cart's cookie. Its value is the cart's id and an HMAC of it. */
export const CART_COOKIE = "cart";

const NINETY_DAYS = 90 * 24 * 60 * 60;

const CART_ID = /^cart_[0-9a-z]{24}$/;

export function signCartId(cartId: CartId, secret: string): string {
  return `${cartId}.${signature("cart", cartId, secret)}`;
}

/** The id in a cookie's value; null when it wasn't signed by this store. */
export function verifyCartCookie(value: string | undefined, secret: string): CartId | null {
  const [id, given, ...rest] = value?.split(".") ?? [];
  if (!id || !given || rest.length > 0 || !CART_ID.test(id)) return null;
  return isSignature(given, "cart", id, secret) ? (id as CartId) : null;
}

/** The shopper's cart id, if they have one. The cart itself may be gone. */
export async function readCartId(): Promise<CartId | null> {
  const store = await cookies();
  return verifyCartCookie(store.get(CART_COOKIE)?.value, env().CART_SECRET);
}

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
export async function setCartId(cartId: CartId): Promise<void> {
  const { CART_SECRET, STORE_URL } = env();
  (await cookies()).set(CART_COOKIE, signCartId(cartId, CART_SECRET), {
    httpOnly: true,
    sameSite: "lax",
    secure: STORE_URL.startsWith("https:"),
    path: "/",
    maxAge: NINETY_DAYS,
  });
}

/** The browser has no cart then; the cart itself stays. */
export async function forgetCartId(): Promise<void> {
  (await cookies()).delete(CART_COOKIE);
}
