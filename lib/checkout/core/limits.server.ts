import "server-only";
import { isGuess } from "@/lib/discounts/refusals";
import { count, limitsOf, uncount } from "@/lib/limits/count.server";
import type { TooMany } from "@/lib/limits/too-many";
import { requesterOf, type Shopper } from "@/lib/orders/owners/shopper";

/** Sessions and intents are what card testers want: whoever had many payments declined begins no other. */
export const countStart = (shopper: Shopper) => countPaying("checkoutStart", shopper);

export const countPayment = (shopper: Shopper) => countPaying("payment", shopper);

function countPaying(kind: "checkoutStart" | "payment", shopper: Shopper) {
  const asker = requesterOf(shopper);
  return count([...limitsOf(kind, asker), ...limitsOf("declinedPayment", asker, 0)]);
}

/** Looks at an open checkout and changes of it, without codes. */
export const countChange = (shopper: Shopper) => count(limitsOf("checkoutChange", requesterOf(shopper)));

/**
 * A change with a discount code: counted as a wrong one before anybody knows, so that many at once don't slip through, and taken back when it
 * was not wrong.
 */
export async function countingCode<Outcome extends { ok: true } | { ok: false; code: string }>(
  shopper: Shopper,
  type: () => Promise<Outcome>,
): Promise<Outcome | TooMany> {
  const asker = requesterOf(shopper);
  const asAWrongOne = limitsOf("wrongDiscountCode", asker);
  const now = new Date();
  const counted = await count([...limitsOf("checkoutChange", asker), ...asAWrongOne], now);
  if (!counted.ok) return counted;
  const outcome = await type();
  if (outcome.ok || !isGuess(outcome.code)) await uncount(asAWrongOne, now);
  return outcome;
}
