import { getTranslations } from "next-intl/server";
import { FreshText } from "@/components/ui/fresh-text";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import type { CatalogProduct } from "@/lib/catalog/types";
import { cardView } from "@/lib/catalog/view";
import type { SearchResult } from "@/lib/search/shop-search";
import { cardLabels } from "./labels.server";
import { PageLinks } from "./page-links";
import { ProductGrid } from "./product-grid";

type Props = {
  query: string;
  result: SearchResult;
  products: CatalogProduct[];
  locale: Locale;
  currency: Currency;
};

/** What a search has found: how much, for which words, and a page of it. */
export async function SearchFound({ query, result, products, locale, currency }: Props) {
  const [t, labels] = await Promise.all([
    getTranslations({ locale, namespace: "catalog" }),
    cardLabels(locale),
  ]);
  const { total, corrected, previous, next } = result;
  const address = (extra: Record<string, string>) => `/search?${new URLSearchParams({ q: query, ...extra })}`;
  const pageAt = (cursor: string) => address(cursor ? { after: cursor } : {});
  const { count, more } = total;
  // What was searched stands in the sentence before.
  const counted = corrected
    ? t(more ? "countLeast" : "count", { count })
    : t(more ? "searchLeast" : "searchResults", { count, query });
  return (
    <>
      <div className="mt-8 text-lg">
        <p role="status">
          {corrected && (
            <span className="mr-[0.25em]">
              <FreshText>{t("searchCorrected", { typed: query, query: corrected })}</FreshText>
            </span>
          )}
          <FreshText>{counted}</FreshText>
        </p>
        {corrected && (
          <p className="mt-1 text-base">
            <Link locale={locale} href={address({ exact: "1" })} className="underline">
              {t("searchExact", { typed: query })}
            </Link>
          </p>
        )}
      </div>
      <div className="mt-8">
        <ProductGrid
          cards={products.map((product) => cardView(product, currency, locale))}
          locale={locale}
          labels={labels}
          inSight={4}
          heading="h2"
        />
      </div>
      <PageLinks
        previous={previous === null ? null : pageAt(previous)}
        next={next === null ? null : pageAt(next)}
        locale={locale}
      />
    </>
  );
}
