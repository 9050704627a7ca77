import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Category } from "@/lib/catalog/types";

export function SubcategoryLinks({
  categories,
  locale,
}: {
  categories: readonly Category[];
  locale: Locale;
}) {
  if (categories.length === 0) return null;
  return (
    <ul className="mb-8 flex flex-wrap gap-2">
      {categories.map(({ slug, name }) => (
        <li key={slug}>
          <Link locale={locale} href={`/categories/${slug}`} className="pill-link">
            {inLocale(name, locale)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
