const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** Currencies counted with two decimals that are always 00. */
const WHOLE_WITH_DECIMALS = new Set(["isk", "ugx"]);

/** Decimal places between a currency's major and minor unit. */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase();
  return ZERO_DECIMAL.has(code) ? 0 : THREE_DECIMAL.has(code) ? 3 : 2;
}

/** Minor units as the locale writes them: 1250 EUR is `€12.50`, 1250 JPY is `¥1,250`. */
export function formatAmount(amount: number, currency: string, locale: string): string {
  const digits = WHOLE_WITH_DECIMALS.has(currency.toLowerCase()) ? 0 : decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** decimalsOf(currency));
}
