import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { listCategories } from "@/lib/catalog/categories.server";

type Props = { locale: Locale; direction?: "row" | "column" };

export async function CategoryNav({ locale, direction = "row" }: Props) {
  const categories = await listCategories();
  return (
    <ul
      className={direction === "row" ? "flex flex-wrap justify-between md:justify-start md:gap-2" : "-ml-2.5"}
    >
      {categories.map((category) => (
        <li key={category.slug}>
          <Link locale={locale} href={`/categories/${category.slug}`} className="nav-link">
            {inLocale(category.name, locale)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
