import type { Metadata } from "next";
import { CollectionView } from "@/components/catalog/collection-view";
import { inLocale } from "@/lib/base/i18n-text";
import { alternates } from "@/lib/catalog/alternates";
import { getCollection } from "@/lib/catalog/collections.server";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = { params: Promise<{ locale: string; slug: string }> };

export function generateStaticParams() {
  return [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const collection = await getCollection(slug);
  if (!collection) return {};
  return {
    title: inLocale(collection.seoTitle ?? collection.name, locale),
    description: inLocale(collection.seoDescription ?? collection.description, locale),
    alternates: alternates(locale, `/collections/${slug}`),
  };
}

export default async function CollectionPage({ params }: Props) {
  const { slug } = await params;
  const locale = await shownPageLocale(params, `/collections/${slug}`);
  return <CollectionView slug={slug} locale={locale} currency={await shownCurrency(params)} />;
}
