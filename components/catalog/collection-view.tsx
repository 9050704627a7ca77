import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { getCollection } from "@/lib/catalog/collections.server";
import type { ListingQuery } from "@/lib/catalog/listing";
import { renamedTo } from "@/lib/catalog/redirects.server";
import { ListPageView } from "./list-page";

type Props = { slug: string; locale: Locale; currency: Currency; query?: ListingQuery };

/** Shows a collection, on the cached page as on the one for a query. */
export async function CollectionView({ slug, locale, currency, query }: Props) {
  const collection = await getCollection(slug);
  if (!collection) {
    const now = await renamedTo("collection", slug);
    if (now) permanentRedirect(localPath(locale, `/collections/${encodeURIComponent(now)}`));
    notFound();
  }
  const t = await getTranslations({ locale, namespace: "catalog" });
  const crumbs = [
    { name: t("homeCrumb"), href: "/" },
    { name: inLocale(collection.name, locale), href: `/collections/${slug}` },
  ];
  return (
    <ListPageView
      about={collection}
      list={`collection:${slug}`}
      crumbs={crumbs}
      crumbsLabel={t("breadcrumbs")}
      query={query}
      locale={locale}
      currency={currency}
    />
  );
}
