import { type Locale, routing } from "@/i18n/routing";

/** A store path in a language: `localPath("fr", "/cart")` is `/fr/cart`; in the default language it stays `/cart`, and so in one that the shop no longer speaks. */
export function localPath(locale: Locale, path: string): string {
  if (locale === routing.defaultLocale || !routing.locales.includes(locale)) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}

export function splitPath(pathname: string): { locale: Locale; path: string } {
  const [, first = ""] = pathname.split("/", 2);
  const locale = routing.locales.find((candidate) => candidate === first);
  if (!locale) return { locale: routing.defaultLocale, path: pathname };
  return { locale, path: pathname.slice(locale.length + 1) || "/" };
}
