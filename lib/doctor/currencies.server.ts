import "server-only";
import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { MOST_CHARGED } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { amountsBetween, MOST_MINOR } from "@/lib/currencies/conversion";
import { ownCurrency, soldCurrencies, soldOthers } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { variants } from "@/lib/db/schema";
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

/** Goods whose converted price is higher than Stripe takes, by currency: they can't be ordered in it. One that the merchant has set counts instead. */
export async function checkConvertedPrices(): Promise<Finding[]> {
  const findings = await Promise.all(
    soldOthers().map(async ({ code, conversion }): Promise<Finding[]> => {
      const beyond = amountsBetween({ min: MOST_CHARGED + 1, max: MOST_MINOR }, conversion);
      if (!beyond) return [];
      const { active, currency, unitAmount, prices } = variants;
      const tooHigh = and(
        eq(active, true),
        eq(currency, conversion.from),
        gte(unitAmount, beyond.min),
        isNull(sql`${prices} -> ${code}::text`),
      );
      const count = await db().$count(variants, tooHigh);
      if (count === 0) return [];
      const text = `${count} variants can't be ordered in ${code.toUpperCase()}: converted, their price is higher than Stripe takes`;
      return [
        wrong(
          "prices_too_high",
          text,
          "give them a price for it, or take it out of store.config.ts: docs/currencies.md",
        ),
      ];
    }),
  );
  return findings.flat();
}
