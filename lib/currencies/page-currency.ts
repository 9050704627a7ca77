import { pageCurrency } from "@/i18n/params";
import type { Currency } from "@/lib/base/money";
import { soldOrOwn } from "./sold";

/** The currency that a page shows, from its route's parameter, without reading the request. */
export const shownCurrency = async (params: Promise<{ locale: string }>): Promise<Currency> =>
  soldOrOwn(await pageCurrency(params));
