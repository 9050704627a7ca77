import type { CatalogProduct } from "./types";

type Shelved = Pick<CatalogProduct, "slug" | "categorySlug">;

/** Up to `count` related products: two of the same category, then one of each other category in turn. */
export function relatedTo<Product extends Shelved>(
  product: Shelved,
  all: readonly Product[],
  count = 4,
): Product[] {
  const others = all.filter((other) => other.slug !== product.slug);
  const own = others.filter((other) => other.categorySlug === product.categorySlug);
  // The product's position varies the choice from page to page.
  const turn = all.findIndex((other) => other.slug === product.slug);
  const elsewhere = [...new Set(others.map((other) => other.categorySlug))]
    .filter((slug) => slug !== product.categorySlug)
    .flatMap((slug) => {
      const shelf = others.filter((other) => other.categorySlug === slug);
      return shelf[turn % shelf.length] ?? [];
    });
  return [...own.slice(0, 2), ...elsewhere].slice(0, count);
}
