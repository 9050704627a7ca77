import type { StripeCheckoutAmount } from "@stripe/stripe-js";
import { decimalsOf, formatAmount } from "../../facts/money";

/** Minor units with the same amount as the locale writes it. */
export type MakeAmount = (minorUnits: number | null | undefined) => StripeCheckoutAmount;

export function amountMaker(currency: string, locale: string): MakeAmount {
  return (minorUnits) => ({
    minorUnitsAmount: minorUnits ?? 0,
    amount: formatAmount(minorUnits ?? 0, currency, locale),
  });
}

/** The divisor of minor units: 100 for euros, 1 for yen. */
export function minorUnitsDivisor(currency: string): number {
  return 10 ** decimalsOf(currency);
}
