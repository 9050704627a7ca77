/** What can be charged or shown. Source: docs.stripe.com/currencies#presentment-currencies. */
export const CURRENCIES =
  "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mro mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sll sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw".split(
    " ",
  );

const KNOWN = new Set(CURRENCIES);

export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

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
