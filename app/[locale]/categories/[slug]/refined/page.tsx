import type { Metadata } from "next";
import { CategoryView } from "@/components/catalog/category-view";
import { listAlternates } from "@/lib/catalog/alternates";
import { parseListingQuery } from "@/lib/catalog/listing";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { urlParams } from "@/lib/http/url-params";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";
import { generateMetadata as listMetadata } from "../page";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [locale, metadata] = await Promise.all([pageLocale(params), listMetadata({ params })]);
  const { slug } = await params;
  const query = parseListingQuery(urlParams(await searchParams));
  return { ...metadata, ...listAlternates(locale, `/categories/${slug}`, query) };
}

/** With a query; `i18n/rewrites.ts` leads here from `/categories/<slug>?…`. */
export default async function RefinedCategoryPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const asked = urlParams(await searchParams);
  const locale = await shownPageLocale(params, `/categories/${slug}`, asked);
  const query = parseListingQuery(asked);
  const currency = await shownCurrency(params);
  return <CategoryView slug={slug} locale={locale} currency={currency} query={query} />;
}
