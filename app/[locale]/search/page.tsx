import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { searchLabels } from "@/components/catalog/labels.server";
import { SearchBox } from "@/components/catalog/search-box";
import { SearchFound } from "@/components/catalog/search-found";
import { Shelves } from "@/components/catalog/shelves";
import { FreshText } from "@/components/ui/fresh-text";
import { listCategories } from "@/lib/catalog/categories.server";
import { listShelves } from "@/lib/catalog/lists.server";
import { cardsByIds } from "@/lib/catalog/products.server";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { urlParams } from "@/lib/http/url-params";
import { shopSearch } from "@/lib/search/chosen-search.server";
import { typedText } from "@/lib/search/typed-text";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: "catalog" });
  return { title: t("searchTitle"), robots: { index: false } };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const asked = urlParams(await searchParams);
  const locale = await shownPageLocale(params, "/search", asked);
  const query = typedText(asked.get("q") ?? "");
  const [t, labels, result] = await Promise.all([
    getTranslations({ locale, namespace: "catalog" }),
    searchLabels(locale),
    shopSearch.search({ text: query, locale, after: asked.get("after"), exact: asked.get("exact") === "1" }),
  ]);
  const [found, shelves] = await Promise.all([
    cardsByIds(result.ids),
    result.ids.length > 0 ? null : readShelves(),
  ]);
  return (
    <div className="shell pt-10 pb-20">
      <h1 className="display-face text-title">{t("searchTitle")}</h1>
      <div className="mt-6 max-w-xl">
        <SearchBox key={query} locale={locale} labels={labels} query={query} size="large" />
      </div>
      {shelves ? (
        <section className="mt-8">
          {query && (
            <p role="status" className="mb-6 text-lg">
              <FreshText>{t("searchResults", { count: 0, query })}</FreshText>
            </p>
          )}
          <h2 className="mb-8 text-quiet">{query ? t("searchNone") : t("searchStart")}</h2>
          <Shelves categories={shelves[0]} products={shelves[1]} locale={locale} />
        </section>
      ) : (
        <SearchFound
          query={query}
          result={result}
          products={found}
          locale={locale}
          currency={await shownCurrency(params)}
        />
      )}
    </div>
  );
}

async function readShelves() {
  const categories = await listCategories();
  return [categories, await listShelves(categories.map(({ slug }) => slug))] as const;
}
