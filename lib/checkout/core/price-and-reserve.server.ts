import "server-only";
import type { Transaction } from "@/lib/db/client";
import { lockCustomerDiscounts } from "@/lib/db/locks.server";
import {
  lockDiscountRules,
  quotedRules,
  type Reservation,
  reserveRedemptions,
} from "@/lib/discounts/redemptions.server";
import type { Priced } from "./price.server";

/** A rule may be switched off between a price and its reservation; more often than this it is no coincidence. */
const MAX_TRIES = 3;

/**
 * Prices and reserves what the price contains. The last of a limited discount may go to somebody else in between, or to another cart of
 * the customer's. So where one is in the price, every limited rule that could be is locked, then the customer, and the price is made once
 * more: from then on it holds.
 *
 * @param first a price that was made without locks just before, to begin with.
 */
export async function priceAndReserve(
  tx: Transaction,
  price: () => Promise<Priced>,
  reservation: Omit<Reservation, "ruleIds">,
  first?: Priced,
): Promise<Priced> {
  let isLocked = false;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    let priced = (tries === 1 && first) || (await price());
    if (!isLocked && quotedRules(priced.quote).some((id) => priced.limitedRules.includes(id))) {
      await lockDiscountRules(tx, priced.limitedRules);
      await lockCustomerDiscounts(tx, reservation.customerKey);
      isLocked = true;
      priced = await price();
    }
    const reserved = await reserveRedemptions(tx, { ...reservation, ruleIds: quotedRules(priced.quote) });
    if (reserved.ok) return priced;
  }
  throw new Error(`the discounts of ${reservation.orderId} changed again and again`);
}
