import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { getCategory, listChildren } from "@/lib/catalog/categories.server";
import type { ListingQuery } from "@/lib/catalog/listing";
import { renamedTo } from "@/lib/catalog/redirects.server";
import { ListPageView } from "./list-page";

type Props = { slug: string; locale: Locale; currency: Currency; query?: ListingQuery };

/** Shows a category, on the cached page as on the one for a query. */
export async function CategoryView({ slug, locale, currency, query }: Props) {
  const category = await getCategory(slug);
  if (!category) {
    const now = await renamedTo("category", slug);
    if (now) permanentRedirect(localPath(locale, `/categories/${encodeURIComponent(now)}`));
    notFound();
  }
  const [t, below] = await Promise.all([
    getTranslations({ locale, namespace: "catalog" }),
    listChildren(slug),
  ]);
  const crumbs = [
    { name: t("homeCrumb"), href: "/" },
    ...[...category.above, category].map((one) => ({
      name: inLocale(one.name, locale),
      href: `/categories/${one.slug}`,
    })),
  ];
  return (
    <ListPageView
      about={category}
      list={`category:${slug}`}
      crumbs={crumbs}
      crumbsLabel={t("breadcrumbs")}
      below={below}
      query={query}
      locale={locale}
      currency={currency}
    />
  );
}
