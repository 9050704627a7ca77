import "server-only";
import { addressLimits, type Limit, withinLimits } from "@/lib/http/rate-limit.server";
import type { CartId } from "@/lib/ids";

const WINDOW_SECONDS = 10 * 60;
const PER_CART = 30;
/** An office shares one address; a card tester's script makes hundreds. */
const PER_ADDRESS = 120;

/** Sessions and intents are what card testers want: so many an address and a cart, and no more. */
export function withinCheckoutLimits(cartId: CartId | null, headers: Headers): Promise<boolean> {
  return withinLimits(limits("checkout", cartId, headers, { perCart: PER_CART, perAddress: PER_ADDRESS }));
}

const UPDATES_PER_CART = 120;
const UPDATES_PER_ADDRESS = 480;

/** Changes of an open checkout: enough for a shopper who tries things, too few for guessing codes. */
export function withinUpdateLimits(cartId: CartId | null, headers: Headers): Promise<boolean> {
  const max = { perCart: UPDATES_PER_CART, perAddress: UPDATES_PER_ADDRESS };
  return withinLimits(limits("checkout update", cartId, headers, max));
}

function limits(
  kind: string,
  cartId: CartId | null,
  headers: Headers,
  { perCart, perAddress }: { perCart: number; perAddress: number },
): Limit[] {
  return [
    ...(cartId ? [{ key: `${kind}:${cartId}`, max: perCart, windowSeconds: WINDOW_SECONDS }] : []),
    ...addressLimits(kind, headers, { max: perAddress, windowSeconds: WINDOW_SECONDS }),
  ];
}
