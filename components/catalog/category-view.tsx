import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { getCategory } from "@/lib/catalog/categories.server";
import { listCategory } from "@/lib/catalog/queries.server";
import { cardView, type OptionView } from "@/lib/catalog/view";
import { BreadcrumbData } from "./breadcrumb-data";
import { Breadcrumbs } from "./breadcrumbs";
import { listingLabels } from "./labels.server";
import { Listing } from "./listing";

type Props = { slug: string; locale: Locale; search?: string };

/** Shows a category, on the cached page as on the one for a query. */
export async function CategoryView({ slug, locale, search }: Props) {
  const [category, products] = await Promise.all([getCategory(slug), listCategory(slug)]);
  if (!category) notFound();
  const t = await getTranslations({ locale, namespace: "catalog" });
  const cards = products.map((product) => cardView(product, locale));
  const colours = new Map<string, OptionView>(
    cards.flatMap((card) => card.colours.map((colour) => [colour.key, colour] as const)),
  );
  const path = `/categories/${slug}`;
  const crumbs = [
    { name: t("homeCrumb"), href: "/" },
    { name: inLocale(category.name, locale), href: path },
  ];
  return (
    <div className="shell pt-6 pb-20">
      <Breadcrumbs locale={locale} label={t("breadcrumbs")} crumbs={crumbs} />
      <BreadcrumbData locale={locale} crumbs={crumbs} />
      <header className="mt-6 mb-10 grid gap-4 md:grid-cols-2">
        <h1 className="display-face text-title">{inLocale(category.name, locale)}</h1>
        <p className="max-w-[46ch] self-end text-lg text-quiet">{inLocale(category.description, locale)}</p>
      </header>
      <Listing
        cards={cards}
        colours={[...colours.values()]}
        action={localPath(locale, path)}
        locale={locale}
        labels={await listingLabels(locale)}
        {...(search && { search })}
      />
    </div>
  );
}
