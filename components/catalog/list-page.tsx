import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { type ListingQuery, NO_QUERY } from "@/lib/catalog/listing";
import { getList } from "@/lib/catalog/lists.server";
import type { Category } from "@/lib/catalog/types";
import { BreadcrumbData } from "./breadcrumb-data";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";
import { Listing } from "./listing";
import { SubcategoryLinks } from "./subcategory-links";

type Props = {
  about: Category;
  /** As in the table of listings: `category:<slug>` or `collection:<slug>`. */
  list: string;
  crumbs: Crumb[];
  crumbsLabel: string;
  below?: Category[];
  query?: ListingQuery | undefined;
  locale: Locale;
  currency: Currency;
};

/** A category or a collection: its words, and a page of its goods. */
export async function ListPageView({
  about,
  list,
  crumbs,
  crumbsLabel,
  below = [],
  query = NO_QUERY,
  locale,
  currency,
}: Props) {
  const path = crumbs.at(-1)?.href ?? "/";
  return (
    <div className="shell pt-6 pb-20">
      <Breadcrumbs locale={locale} label={crumbsLabel} crumbs={crumbs} />
      <BreadcrumbData locale={locale} crumbs={crumbs} />
      <header className="mt-6 mb-10 grid gap-4 md:grid-cols-2">
        <h1 className="display-face text-title">{inLocale(about.name, locale)}</h1>
        <p className="max-w-[46ch] self-end text-lg text-quiet">{inLocale(about.description, locale)}</p>
      </header>
      <SubcategoryLinks categories={below} locale={locale} />
      <Listing
        view={await getList(list, query, locale, currency)}
        query={query}
        path={path}
        locale={locale}
        currency={currency}
      />
    </div>
  );
}
