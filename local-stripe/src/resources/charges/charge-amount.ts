import { formatAmount } from "../../facts/money";
import { invalid } from "../../http/errors";

/** Smallest amounts that can be charged, in minor units. Source: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
const MINIMUM: Record<string, number> = {
  aed: 200,
  czk: 1_500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  mxn: 1_000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1_000,
};
const OTHERS = 50;

/** Eight digits, whatever the currency. */
const MAXIMUM = 99_999_999;

/** What a refusal names. A session's amount is that of its lines. */
interface Where {
  param: string;
  code: string;
}
const LINES: Where = { param: "line_items", code: "amount_too_small" };
export const AMOUNT: Where = { param: "amount", code: "amount_too_small" };

/** Whole units only, although two decimals are counted. Source: docs.stripe.com/currencies#special-cases. */
const WHOLE_WITH_DECIMALS = new Set(["isk", "ugx"]);
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** 0 is allowed; too little is not, nor decimals that the currency does not have. */
export function checkChargeAmount(amount: number, currency: string, { param, code }: Where = LINES): void {
  checkDecimals(amount, currency, param);
  if (amount > MAXIMUM) {
    const most = formatAmount(MAXIMUM, currency, "en-US");
    throw invalid(`Amount must be no more than ${most}`, param, "amount_too_large");
  }
  const minimum = MINIMUM[currency] ?? OTHERS;
  if (amount > 0 && amount < minimum) {
    throw invalid(
      `The total amount due must add up to at least ${minimum} minor units of ${currency}.`,
      param,
      code,
    );
  }
}

/**
 * For charges, captures and refunds. Code and text are Stripe's for ISK (support.stripe.com/questions/deprecation-of-fractional-isk-charges-and-
 * refunds); for UGX and three decimals they are an assumption.
 */
export function checkDecimals(amount: number, currency: string, param: string): void {
  if (WHOLE_WITH_DECIMALS.has(currency) && amount % 100 !== 0) {
    throw invalid(
      `Invalid amount. Currency ${currency.toUpperCase()} has become effectively zero-decimal and charged amounts must be evenly divisible by 100. See https://stripe.com/docs/currencies#special-cases for more information.`,
      param,
      "invalid_charge_amount_no_decimal_compatible",
    );
  }
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0) {
    throw invalid(
      `Invalid amount. The last digit of an amount in ${currency.toUpperCase()} must be 0.`,
      param,
      "invalid_charge_amount",
    );
  }
}
