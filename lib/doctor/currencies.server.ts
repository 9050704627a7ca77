import "server-only";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { ownCurrency, soldCurrencies, soldOthers } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { loadPlan } from "@/lib/shipping/plan.server";
import { taxConflicts } from "@/lib/shipping/tax-conflicts";
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

/** Whether the tax of each zone can be charged in the currencies that its shoppers see. An import of the plan refuses what can't; the settings may have changed since. */
export async function checkZoneTaxes(): Promise<Finding[]> {
  if (!env().STRIPE_TAX) return [];
  const conflicts = taxConflicts(await loadPlan(db()), { own: ownCurrency(), others: soldOthers() });
  return conflicts.map(({ zone, currency }) =>
    wrong(
      "zone_tax_not_chargeable",
      `nobody in the zone ${zone} can order in ${currency.toUpperCase()}: no tax can be added on top in it`,
      "make the zone's taxBehavior inclusive, or take its countries from the currency: docs/tax.md",
    ),
  );
}
