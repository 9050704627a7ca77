import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Category, ShelvedProduct } from "@/lib/catalog/types";
import { Picture } from "./picture";

type Props = { categories: Category[]; products: ShelvedProduct[]; locale: Locale };

export function Shelves({ categories, products, locale }: Props) {
  return (
    <ul className="grid grid-cols-2 gap-4 md:gap-6 lg:grid-cols-4">
      {categories.map(({ slug, name, description }) => {
        const image = products.find((product) => product.categorySlug === slug)?.image;
        return (
          <li key={slug} className="group relative">
            <div className="overflow-hidden rounded-md">
              <Picture
                src={image ?? ""}
                alt=""
                className="aspect-square transition-transform duration-700 ease-out group-hover:scale-[1.025]"
              />
            </div>
            <h3 className="display-face mt-4 text-heading">
              <Link
                locale={locale}
                href={`/categories/${slug}`}
                className="after:absolute after:inset-0 after:rounded-md"
              >
                {inLocale(name, locale)}
              </Link>
            </h3>
            <p className="mt-1 text-[0.9375rem] text-quiet max-sm:hidden">{inLocale(description, locale)}</p>
          </li>
        );
      })}
    </ul>
  );
}
