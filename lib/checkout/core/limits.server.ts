import "server-only";
import { isGuess } from "@/lib/discounts/refusals";
import { count, limitsOf, uncount } from "@/lib/limits/count.server";
import type { TooMany } from "@/lib/limits/too-many";
import { requesterOf, type Shopper } from "@/lib/orders/owners/shopper";

/** Counts the start of a checkout. Card testers want sessions and intents, so whoever had many declines can't start another. */
export const countStart = (shopper: Shopper) => countPaying("checkoutStart", shopper);

/** @param email of a guest, who has typed it by now */
export const countPayment = (shopper: Shopper, email?: string) => countPaying("payment", shopper, email);

function countPaying(kind: "checkoutStart" | "payment", shopper: Shopper, email?: string) {
  const mailbox = (email ?? shopper.customer?.email)?.toLowerCase();
  const asker = { ...requesterOf(shopper), mailbox };
  return count([...limitsOf(kind, asker), ...limitsOf("declinedPayment", asker, 0)]);
}

export const countChange = (shopper: Shopper) => count(limitsOf("checkoutChange", requesterOf(shopper)));

/** Counts a code as wrong before trying it, so that many requests at once can't avoid the limit, and uncounts it when it was right. */
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
