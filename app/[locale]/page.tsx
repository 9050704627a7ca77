import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hero } from "@/components/catalog/hero";
import { JsonLd } from "@/components/catalog/json-ld";
import { cardLabels } from "@/components/catalog/labels.server";
import { ProductGrid } from "@/components/catalog/product-grid";
import { Shelves } from "@/components/catalog/shelves";
import { shopData } from "@/components/layout/shop-data";
import { inLocale } from "@/lib/base/i18n-text";
import { alternates } from "@/lib/catalog/alternates";
import { listCategories } from "@/lib/catalog/categories.server";
import { listFeatured, listShelves } from "@/lib/catalog/lists.server";
import { cardView } from "@/lib/catalog/view";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = { params: Promise<{ locale: string }> };

export function generateStaticParams() {
  return [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  return { alternates: alternates(locale, "/") };
}

export default async function HomePage({ params }: Props) {
  const [locale, currency] = await Promise.all([shownPageLocale(params, "/"), shownCurrency(params)]);
  const [t, labels, categories, products] = await Promise.all([
    getTranslations({ locale, namespace: "catalog" }),
    cardLabels(locale),
    listCategories(),
    listFeatured(),
  ]);
  const { story } = shop().home;
  const shelved = await listShelves(categories.map(({ slug }) => slug));
  const featured = products.map((product) => cardView(product, currency, locale));
  return (
    <>
      {shopData(shop(), env().STORE_URL, locale).map((data) => (
        <JsonLd key={data["@type"]} data={data} />
      ))}
      <Hero locale={locale} shelf={categories[0]} />
      {featured.length > 0 && (
        <section className="shell pt-16 md:pt-24">
          <h2 className="display-face mb-8 text-heading">{t("featured")}</h2>
          <ProductGrid cards={featured} locale={locale} labels={labels} />
        </section>
      )}
      <section className="shell py-16 md:py-24">
        {categories.length > 0 ? (
          <Shelves categories={categories} products={shelved} locale={locale} />
        ) : (
          <p className="max-w-prose text-lg text-quiet">{t("emptyShop")}</p>
        )}
      </section>
      {story && (
        <section className="border-t border-line bg-sunken">
          <div className="shell grid gap-6 py-16 md:grid-cols-2 md:py-24">
            <h2 className="display-face max-w-[12ch] text-title">{inLocale(story.title, locale)}</h2>
            <p className="max-w-prose text-lg leading-relaxed">{inLocale(story.text, locale)}</p>
          </div>
        </section>
      )}
    </>
  );
}
