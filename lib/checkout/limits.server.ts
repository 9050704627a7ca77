import "server-only";
import { clientIp, type Limit, withinLimits } from "@/lib/http/rate-limit.server";
import type { CartId } from "@/lib/ids";

const WINDOW_SECONDS = 10 * 60;
const PER_CART = 30;
/** An office shares one address; a card tester's script makes hundreds. */
const PER_ADDRESS = 120;

/** Sessions and intents are what card testers want: so many an address and a cart, and no more. */
export async function withinCheckoutLimits(cartId: CartId | null, headers: Headers): Promise<boolean> {
  const limits: Limit[] = [];
  if (cartId) limits.push({ key: `checkout:${cartId}`, max: PER_CART, windowSeconds: WINDOW_SECONDS });
  const ip = clientIp(headers);
  if (ip) limits.push({ key: `checkout:ip:${ip}`, max: PER_ADDRESS, windowSeconds: WINDOW_SECONDS });
  return withinLimits(limits);
}

const UPDATES_PER_CART = 120;
const UPDATES_PER_ADDRESS = 480;

/** Changes of an open checkout: enough for a shopper who tries things, too few for guessing codes. */
export async function withinUpdateLimits(cartId: CartId | null, headers: Headers): Promise<boolean> {
  const ip = clientIp(headers);
  return withinLimits([
    ...(cartId
      ? [{ key: `checkout update:${cartId}`, max: UPDATES_PER_CART, windowSeconds: WINDOW_SECONDS }]
      : []),
    ...(ip
      ? [{ key: `checkout update:ip:${ip}`, max: UPDATES_PER_ADDRESS, windowSeconds: WINDOW_SECONDS }]
      : []),
  ]);
}
