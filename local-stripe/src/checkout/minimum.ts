import { invalid } from "../server/errors";

/** Smallest amounts that can be charged, in minor units. */
const MINIMUM: Record<string, number> = {
  aed: 200,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  mxn: 1_000,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
};
const OTHERS = 50;

/** Nothing to pay is fine; too little to charge is not. */
export function checkMinimum(
  amount: number,
  currency: string,
  { param, code } = { param: "line_items", code: "amount_too_small" },
): void {
  const minimum = MINIMUM[currency] ?? OTHERS;
  if (amount > 0 && amount < minimum) {
    throw invalid(
      `The total amount due must add up to at least ${minimum} minor units of ${currency}.`,
      param,
      code,
    );
  }
}
