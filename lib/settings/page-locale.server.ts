import "server-only";
import { notFound, redirect } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { localeIn } from "@/i18n/params";
import type { Locale } from "@/i18n/routing";
import { isHidden } from "@/i18n/shown-locales";
import { freshSettings } from "./current.server";

type Params = Promise<{ locale: string }>;

/** The language of a page from its route's parameter, without reading the request. What staff have set is known after it, so each page begins with it. */
export async function pageLocale(params: Params): Promise<Locale> {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  setRequestLocale(locale);
  await freshSettings();
  return locale;
}

/**
 * As `pageLocale`, for a page that anybody looks around in: in a language that staff have hidden it leads to the same page in the default one, for now. A page about
 * what somebody has already (an order, an account, a checkout) stays in the language that they chose.
 * @param path of the page, without a language
 */
export async function shownPageLocale(
  params: Params,
  path: string,
  query?: URLSearchParams,
): Promise<Locale> {
  const locale = await pageLocale(params);
  if (isHidden(locale)) redirect(defaultAddress(path, query));
  return locale;
}

/** What a browser takes as an address, whatever a slug has in it. */
function defaultAddress(path: string, query = new URLSearchParams()): string {
  const { pathname } = new URL(path, "http://shop");
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}
