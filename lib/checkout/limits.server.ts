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
