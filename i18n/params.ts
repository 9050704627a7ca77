import { hasLocale } from "next-intl";
import { SEPARATOR } from "./page-param";
import { type Locale, routing } from "./routing";

/** The language in a route's parameter; null when it is none. */
export function localeIn(parameter: string): Locale | null {
  const [locale] = parameter.split(SEPARATOR);
  return hasLocale(routing.locales, locale) ? locale : null;
}

/** As `localeIn`, for a route that answers in any case. */
export const localeOrDefault = (parameter: string): Locale => localeIn(parameter) ?? routing.defaultLocale;

/** The currency's code in the route's parameter; null for the store's own. Whether the store sells in it is not checked. */
export async function pageCurrency(params: Promise<{ locale: string }>): Promise<string | null> {
  const [, code] = (await params).locale.split(SEPARATOR);
  return code ?? null;
}
