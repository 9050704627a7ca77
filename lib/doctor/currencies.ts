import { shop } from "@/lib/config/shop";
import { ownCurrency, soldCurrencies } from "@/lib/currencies/sold";
import { type Finding, note, wrong } from "./finding";

/** Whether the store sells in all currencies that `store.config.ts` names. Nothing is said where it names none. */
export function checkCurrencies(): Finding[] {
  const list = shop().currencies;
  if (!list) return [];
  const sold = soldCurrencies();
  const named = (codes: readonly string[]) => codes.map((code) => code.toUpperCase()).join(", ");
  const unsold = Object.keys(list.rates).filter((code) => !sold.some((one) => one === code));
  if (unsold.length === 0) return [note(`prices are in ${named(sold)}`)];
  if (sold.length === 1 && ownCurrency() !== list.unit && !list.rates[ownCurrency()]) {
    const text = `nothing is sold in ${named(unsold)}: store.config.ts has no rate for ${named(sold)}, the store's own`;
    return [wrong("currencies_not_sold", text, "give it a rate: docs/currencies.md")];
  }
  return [note(`prices are in ${named(sold)}; in ${named(unsold)} no tax can be added on top`)];
}
