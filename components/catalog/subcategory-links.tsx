import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Category } from "@/lib/catalog/types";
import { CategoryPills } from "./category-pills";

export function SubcategoryLinks({
  categories,
  locale,
}: {
  categories: readonly Category[];
  locale: Locale;
}) {
  if (categories.length === 0) return null;
  return (
    <CategoryPills
      pills={categories.map(({ slug, name }) => [slug, inLocale(name, locale)])}
      locale={locale}
    />
  );
}
