import "server-only";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { localeIn } from "@/i18n/params";
import type { Locale } from "@/i18n/routing";
import { freshSettings } from "./current.server";

/** The language of a page from its route's parameter, without reading the request. What staff have set is known after it, so each page begins with it. */
export async function pageLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  setRequestLocale(locale);
  await freshSettings();
  return locale;
}
