import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cardLabels, searchLabels } from "@/components/catalog/labels.server";
import { ProductGrid } from "@/components/catalog/product-grid";
import { SearchBox } from "@/components/catalog/search-box";
import { Shelves } from "@/components/catalog/shelves";
import { FreshText } from "@/components/ui/fresh-text";
import { pageLocale } from "@/i18n/params";
import { listCategories } from "@/lib/catalog/categories.server";
import { listShelves } from "@/lib/catalog/lists.server";
import { searchProducts } from "@/lib/catalog/queries.server";
import { cardView } from "@/lib/catalog/view";
import { urlParams } from "@/lib/http/url-params";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const MAX_QUERY = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: "catalog" });
  return { title: t("searchTitle"), robots: { index: false } };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = (urlParams(await searchParams).get("q") ?? "").trim().slice(0, MAX_QUERY);
  const [t, labels, found] = await Promise.all([
    getTranslations({ locale, namespace: "catalog" }),
    cardLabels(locale),
    searchProducts(query, locale),
  ]);
  const [categories, products] = found.length > 0 ? [[], []] : await shelves();
  return (
    <div className="shell pt-10 pb-20">
      <h1 className="display-face text-title">{t("searchTitle")}</h1>
      <div className="mt-6 max-w-xl">
        <SearchBox
          key={query}
          locale={locale}
          labels={await searchLabels(locale)}
          query={query}
          size="large"
        />
      </div>
      {query && (
        <p role="status" className="mt-8 text-lg">
          <FreshText>{t("searchResults", { count: found.length, query })}</FreshText>
        </p>
      )}
      {found.length > 0 ? (
        <div className="mt-8">
          <ProductGrid
            cards={found.map((product) => cardView(product, locale))}
            locale={locale}
            labels={labels}
            inSight={4}
            heading="h2"
          />
        </div>
      ) : (
        <section className="mt-6">
          <h2 className="mb-8 text-quiet">{query ? t("searchNone") : t("searchStart")}</h2>
          <Shelves categories={categories} products={products} locale={locale} />
        </section>
      )}
    </div>
  );
}

async function shelves() {
  const categories = await listCategories();
  return [categories, await listShelves(categories.map(({ slug }) => slug))] as const;
}
