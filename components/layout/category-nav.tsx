import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { listCategories } from "@/lib/catalog/queries.server";

export async function CategoryNav({ locale }: { locale: Locale }) {
  const categories = await listCategories();
  return (
    <ul className="flex justify-between md:justify-start md:gap-2">
      {categories.map((category) => (
        <li key={category.slug}>
          <Link
            locale={locale}
            href={`/categories/${category.slug}`}
            className="block rounded-full px-2.5 py-2 text-[0.9375rem] underline-offset-[0.4em] hover:underline"
          >
            {category.name[locale]}
          </Link>
        </li>
      ))}
    </ul>
  );
}
