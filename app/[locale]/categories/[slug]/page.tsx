import type { Metadata } from "next";
import { CategoryView } from "@/components/catalog/category-view";
import { inLocale } from "@/lib/base/i18n-text";
import { alternates } from "@/lib/catalog/alternates";
import { getCategory } from "@/lib/catalog/categories.server";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = { params: Promise<{ locale: string; slug: string }> };

export function generateStaticParams() {
  return [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const category = await getCategory(slug);
  if (!category) return {};
  return {
    title: inLocale(category.seoTitle ?? category.name, locale),
    description: inLocale(category.seoDescription ?? category.description, locale),
    alternates: alternates(locale, `/categories/${slug}`),
  };
}

export default async function CategoryPage({ params }: Props) {
  const { slug } = await params;
  const locale = await shownPageLocale(params, `/categories/${slug}`);
  return <CategoryView slug={slug} locale={locale} currency={await shownCurrency(params)} />;
}
