import "server-only";
import type { Currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { soldOthers } from "@/lib/currencies/sold";
import { taxBehaviorIn } from "@/lib/quote/quote-tax";
import { zoneOf } from "@/lib/shipping/zones";
import { mainCountry } from "./delivered-to";
import { shownPlan } from "./delivered-to.server";

/**
 * Whether pages that do not know their shopper's country say that prices include the tax: those in a currency of other countries, if that
 * is so in all of these; all others, if it is so in the shop's main country.
 */
export async function showsTaxIncluded(code: Currency): Promise<boolean> {
  const plan = await shownPlan();
  const own = env().STORE_COUNTRY;
  const abroad = soldOthers().find((other) => other.code === code)?.countries ?? [];
  const countries = abroad.length > 0 ? abroad : [mainCountry(plan, own) ?? own];
  return countries.every((country) => taxBehaviorIn(env(), zoneOf(plan, { country }) ?? {}) === "inclusive");
}
