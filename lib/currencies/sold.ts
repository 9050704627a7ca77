import { type Currency, chargeStep, currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import type { ShopCurrencies } from "@/lib/model/shop-currencies";
import { type Conversion, convertBack } from "./conversion";

export const ownCurrency = (): Currency => currency(env().STORE_CURRENCY);

/** In the order of the list. */
type Sold = { code: Currency; conversion: Conversion; countries: readonly string[] };

/**
 * The others can only be converted if the list knows the store's own: by the rates of both. A tax that is added can't be charged in
 * currencies of whole units.
 */
export function soldBeside(own: Currency, list: ShopCurrencies | null, taxIsAdded: boolean): Sold[] {
  if (!list) return [];
  const of = own === list.unit ? 1 : list.rates[own]?.rate;
  if (of === undefined) return [];
  return Object.entries(list.rates).flatMap(([name, { rate, rounding, countries }]) => {
    const code = currency(name);
    if (code === own || (taxIsAdded && chargeStep(code) > 1)) return [];
    return [{ code, countries, conversion: { from: own, to: code, rate: rate / of, rounding } }];
  });
}

/** What else than its own currency the store sells in. */
export function soldOthers(): Sold[] {
  const { STRIPE_TAX, STORE_PRICES_INCLUDE_TAX } = env();
  return soldBeside(ownCurrency(), shop().currencies, STRIPE_TAX && !STORE_PRICES_INCLUDE_TAX);
}

/** All currencies that a shopper may choose, the store's own first. */
export const soldCurrencies = (): Currency[] => [ownCurrency(), ...soldOthers().map(({ code }) => code)];

/** Null for the store's own currency, which needs none, and for those that it does not sell in. */
export const conversionTo = (code: Currency): Conversion | null =>
  soldOthers().find((other) => other.code === code)?.conversion ?? null;

/** The currency that was asked for, or the store's own if it is not sold in any more. */
export function soldOrOwn(asked: string | null | undefined): Currency {
  return soldCurrencies().find((code) => code === asked) ?? ownCurrency();
}

/** What shoppers of a country see first. */
export function currencyOfCountry(country: string): Currency {
  return soldOthers().find(({ countries }) => countries.includes(country))?.code ?? ownCurrency();
}

/** An amount that was paid, in the store's own currency at today's rate; null for a currency that it does not sell in. Minor units. */
export function inOwn(amount: number, code: Currency): number | null {
  if (code === ownCurrency()) return amount;
  const conversion = conversionTo(code);
  return conversion && convertBack(amount, conversion);
}
