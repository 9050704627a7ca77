/** Money is an integer number of the currency's minor units, as at Stripe: 1250 is 12.50 EUR, 1250 JPY or 1.250 KWD. */

/** Lower-case ISO 4217 code, as Stripe writes it. */
export type Currency = string & { readonly __brand: "Currency" };

/** Minor units by lower-case currency code. A currency that is not listed has no amount. */
export type AmountByCurrency = Readonly<Record<string, number>>;

const ISO_CODE = /^[a-z]{3}$/;

/** Currencies that Stripe takes without decimals. Source: docs.stripe.com/currencies#zero-decimal. */
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));

/** Three decimals; Stripe wants the last one to be 0. Source: docs.stripe.com/currencies#three-decimal. */
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** Whole units only, although Stripe counts two decimals: 500 is 5 ISK. Source: docs.stripe.com/currencies#special-cases. */
const WHOLE_WITH_DECIMALS = new Set("isk ugx".split(" "));

/**
 * Reads a currency code.
 * @throws RangeError when the text is not three letters
 */
export function currency(code: string): Currency {
  const lower = code.toLowerCase();
  if (!ISO_CODE.test(lower)) throw new RangeError(`"${code}" is not an ISO 4217 currency code`);
  return lower as Currency;
}

/** Decimal places that Stripe counts for the currency: 0, 2 or 3. */
export function exponent(code: Currency): number {
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/** Every amount that Stripe charges or refunds is a multiple of this many minor units: 1, 10 or 100. */
export function chargeStep(code: Currency): number {
  if (WHOLE_WITH_DECIMALS.has(code)) return 100;
  return THREE_DECIMAL.has(code) ? 10 : 1;
}

/** Whether Stripe accepts the amount's decimals; its minimum amount is not checked. */
export function isChargeable(amount: number, code: Currency): boolean {
  return Number.isSafeInteger(amount) && amount % chargeStep(code) === 0;
}

/** Stripe's largest amount of a price, in minor units of any currency: eight figures. Source: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
export const MOST_CHARGED = 99_999_999;

export function toChargeable(amount: number, code: Currency): number {
  const step = chargeStep(code);
  return Math.round(amount / step) * step;
}

/** A whole króna is shown without decimals, although Stripe counts two. */
function shownDecimals(code: Currency): number {
  return WHOLE_WITH_DECIMALS.has(code) ? 0 : exponent(code);
}

/** Major units to minor units, rounded half up: `toMinor(12.5, eur)` is 1250. */
export function toMinor(major: number, code: Currency): number {
  return Math.round(major * 10 ** exponent(code));
}

/** For structured data and e-mails, never for sums: "12.50", "1250", "1.250". */
export function toMajorString(amount: number, code: Currency): string {
  return (amount / 10 ** exponent(code)).toFixed(shownDecimals(code));
}

/** A formatter takes longer to make than to use; there are as many as languages and currencies. */
const formatters = new Map<string, Intl.NumberFormat>();

export function formatMoney(amount: number, code: Currency, locale: string): string {
  const name = `${locale} ${code}`;
  const formatter = formatters.get(name) ?? moneyFormatter(code, locale);
  formatters.set(name, formatter);
  return formatter.format(amount / 10 ** exponent(code));
}

function moneyFormatter(code: Currency, locale: string): Intl.NumberFormat {
  const digits = shownDecimals(code);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/**
 * Splits `total` minor units in proportion to `weights` (largest remainder, ties to the first), so that the parts sum to `total`.
 * Weights that are all zero count as equal.
 * @throws RangeError on a non-integer total, no weights, or a negative or non-integer weight
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError("the total must be an integer of minor units");
  if (weights.length === 0) throw new RangeError("there is nothing to allocate to");
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError("weights must be non-negative integers");
  }
  const sign = BigInt(Math.sign(total));
  const amount = BigInt(total) * sign;
  const sum = weights.reduce((acc, weight) => acc + BigInt(weight), 0n);
  const shares = (sum === 0n ? weights.map(() => 1) : weights).map(BigInt);
  const whole = sum === 0n ? BigInt(weights.length) : sum;

  const parts = shares.map((share) => {
    const exact = amount * share;
    return { base: exact / whole, remainder: exact % whole };
  });
  let left = amount - parts.reduce((acc, part) => acc + part.base, 0n);
  const byRemainder = [...parts].sort((a, b) => Number(b.remainder - a.remainder));
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.base += 1n;
    left -= 1n;
  }
  return parts.map((part) => Number(part.base * sign));
}

/** A percentage in minor units, rounded half up. `percent` may have two decimals: 12.5 is 12.5 %. */
export function percentOf(amount: number, percent: number): number {
  return Math.round((amount * Math.round(percent * 100)) / 10_000);
}
