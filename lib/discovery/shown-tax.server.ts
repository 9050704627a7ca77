import "server-only";
import type { Currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { soldOthers } from "@/lib/currencies/sold";
import { taxBehaviorIn } from "@/lib/quote/quote-tax";
import { servedCountries, zoneOf } from "@/lib/shipping/zones";
import { mainCountry } from "./delivered-to";
import { shownPlan } from "./delivered-to.server";

/**
 * Where pages that do not know their shopper's country say that prices include the tax. `countries` (ISO 3166-1 alpha-2) where that is not so
 * everywhere: those that the currency is for, or else the shop's main country; none where the tax is on top in one of them.
 */
type ShownTax = { included: "everywhere" } | { included: "in"; countries: readonly string[] };

export async function shownTax(code: Currency): Promise<ShownTax> {
  const plan = await shownPlan();
  const own = env().STORE_COUNTRY;
  const isIncluded = (country: string) =>
    taxBehaviorIn(env(), zoneOf(plan, { country }) ?? {}) === "inclusive";
  const served = servedCountries(plan);
  if (served.length > 0 && served.every(isIncluded)) return { included: "everywhere" };
  const abroad = soldOthers().find((other) => other.code === code)?.countries ?? [];
  const countries = abroad.length > 0 ? abroad : [mainCountry(plan, own) ?? own];
  return { included: "in", countries: countries.every(isIncluded) ? countries : [] };
}
