import { pageCurrency } from "@/i18n/params";
import type { Currency } from "@/lib/base/money";
import { freshSettings } from "@/lib/settings/current.server";
import { soldOrOwn } from "./sold";

/** The currency that a page shows, from its route's parameter, without reading the request. */
export async function shownCurrency(params: Promise<{ locale: string }>): Promise<Currency> {
  const [code] = await Promise.all([pageCurrency(params), freshSettings()]);
  return soldOrOwn(code);
}
