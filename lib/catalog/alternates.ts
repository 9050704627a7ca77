import type { Metadata } from "next";
import { type Locale, routing } from "@/i18n/routing";
import { shownLocales } from "@/i18n/shown-locales";
import { localPath } from "@/lib/base/i18n-path";
import { type ListingQuery, listingParams } from "./listing";

export function alternates(locale: Locale, path: string): NonNullable<Metadata["alternates"]> {
  const languages = Object.fromEntries(
    shownLocales().map((candidate) => [candidate, localPath(candidate, path)]),
  );
  return {
    canonical: localPath(locale, path),
    languages: { ...languages, "x-default": localPath(routing.defaultLocale, path) },
  };
}

/**
 * A list as an address asks for it. Its later pages are pages of their own, so that what they link to is found. Sorted, filtered, or read
 * backwards it has the same goods as the list itself: that is the one to index, and links are followed all the same.
 * Source: developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading.
 */
export function listAlternates(
  locale: Locale,
  path: string,
  query: ListingQuery,
): Pick<Metadata, "alternates" | "robots"> {
  const isLaterPage =
    query.cursor?.toward === "after" && listingParams({ ...query, cursor: null }).size === 0;
  if (!isLaterPage) return { alternates: alternates(locale, path), robots: { index: false, follow: true } };
  return { alternates: alternates(locale, `${path}?${listingParams(query)}`) };
}
