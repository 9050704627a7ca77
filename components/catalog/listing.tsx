import { getTranslations } from "next-intl/server";
import { FreshText } from "@/components/ui/fresh-text";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { Currency } from "@/lib/base/money";
import { MOST_COUNTED } from "@/lib/catalog/list-facets.server";
import { isFiltered, type ListingQuery, listingParams, SORTS } from "@/lib/catalog/listing";
import type { ListView } from "@/lib/catalog/lists.server";
import { cardView } from "@/lib/catalog/view";
import { cardLabels } from "./labels.server";
import { countText, ListingFilters } from "./listing-filters";
import { ListingForm } from "./listing-form";
import { ListingGrid } from "./listing-grid";
import { PageLinks } from "./page-links";

type Props = { view: ListView; query: ListingQuery; path: string; locale: Locale; currency: Currency };

/** A page of goods. Sort and filters are a GET form, and each page around is a link. */
export async function Listing({ view: { page, products, found }, query, path, locale, currency }: Props) {
  const t = await getTranslations({ locale, namespace: "catalog" });
  const cards = products.map((product) => cardView(product, currency, locale, query.options.colour));
  const total = found.total.isLeast
    ? t("countLeast", { count: MOST_COUNTED })
    : t("count", { count: found.total.count });
  return (
    <>
      <ListingForm
        action={localPath(locale, path)}
        search={listingParams({ ...query, cursor: null }).toString()}
        label={t("filters")}
      >
        <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
          <label className="flex min-h-9 items-center gap-2.5">
            <input
              type="checkbox"
              name="in-stock"
              value="1"
              defaultChecked={query.inStock}
              className="size-4.5 accent-action"
            />
            <span>{t("onlyInStock")}</span>
            <span className="figures text-quiet">{countText(found.inStock, locale)}</span>
          </label>
          {isFiltered(query) && (
            <Link
              locale={locale}
              href={path}
              prefetch={false}
              className="py-1.5 text-quiet underline underline-offset-4 hover:text-ink"
            >
              {t("clear")}
            </Link>
          )}
          <p role="status" className="figures ml-auto text-quiet max-sm:order-last max-sm:ml-0">
            <FreshText>{total}</FreshText>
          </p>
          <label className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="text-quiet">{t("sort")}</span>
            <select
              name="sort"
              defaultValue={query.sort}
              className="min-h-10 max-w-full rounded-full border border-edge bg-ground px-4 text-base text-ink"
            >
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {t(`sorts.${sort}`)}
                </option>
              ))}
            </select>
          </label>
          <ListingFilters found={found} query={query} locale={locale} currency={currency} />
        </div>
      </ListingForm>
      {cards.length > 0 ? (
        <ListingGrid
          cards={cards}
          locale={locale}
          labels={await cardLabels(locale)}
          inSight={4}
          heading="h2"
        />
      ) : (
        <p className="py-16 text-center text-quiet">{t("none")}</p>
      )}
      <PageLinks
        previous={page.previous === null ? null : `${path}?${page.previous}`}
        next={page.next === null ? null : `${path}?${page.next}`}
        locale={locale}
      />
    </>
  );
}
