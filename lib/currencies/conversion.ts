import { type Currency, exponent } from "@/lib/base/money";
import type { Rounding } from "@/lib/model/shop-currencies";
import { rounded } from "./rounded";

/** From the store's own currency into another. `rate`: units of the other for one of its own. */
export type Conversion = { from: Currency; to: Currency; rate: number; rounding: Rounding };

/** What a column of the database takes. */
export const MOST_MINOR = 2_147_483_647;

/** Minor units of `from` in minor units of `to`, as a price. A higher amount never makes a lower price. Pure. */
export function convert(amount: number, conversion: Conversion): number {
  const { to, rounding } = conversion;
  return Math.min(rounded(exactly(amount, conversion), to, rounding), MOST_MINOR);
}

/** As `convert`, for an amount that is no price but a limit of one: "free from 50". */
export function convertLimit(amount: number, conversion: Conversion): number {
  const rounding = conversion.rounding === "exact" ? "exact" : "whole";
  return convert(amount, { ...conversion, rounding });
}

/** The way back, for sums of what was paid: minor units of `to` in minor units of `from`, rounded. */
export const convertBack = (amount: number, { from, to, rate }: Conversion): number =>
  Math.round((amount / rate) * 10 ** (exponent(from) - exponent(to)));

const exactly = (amount: number, { from, to, rate }: Conversion) =>
  amount * rate * 10 ** (exponent(to) - exponent(from));

/** The amounts whose price is between two, both included, in minor units of `from`; null when there is none. */
export function amountsBetween(
  { min, max }: { min: number; max: number },
  conversion: Conversion,
): { min: number; max: number } | null {
  const least = firstAtLeast(min, conversion);
  const beyond = max >= MOST_MINOR ? MOST_MINOR : firstAtLeast(max + 1, conversion) - 1;
  return least <= beyond ? { min: least, max: beyond } : null;
}

/** The lowest amount whose price is so much or more. */
function firstAtLeast(price: number, conversion: Conversion): number {
  let low = 0;
  let high = MOST_MINOR;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (convert(middle, conversion) >= price) high = middle;
    else low = middle + 1;
  }
  return low;
}
