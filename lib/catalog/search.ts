import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { CatalogProduct } from "./types";

/** A text without case and accents: "ecru" finds "écru", "weiss" finds "weiß". */
function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/’/g, "'")
    .replace(/ß/g, "ss")
    .toLowerCase();
}

const words = (text: string) => fold(text).split(/[^\p{L}\p{N}]+/u);

function score(term: string, text: string): number {
  if (words(text).some((word) => word.startsWith(term))) return 2;
  return fold(text).includes(term) ? 1 : 0;
}

/** Products that contain every word, best first: name, then colours and category, then description. An empty query finds nothing. */
export function searchIn(
  products: readonly CatalogProduct[],
  query: string,
  locale: Locale,
  categoryName: (slug: string) => string,
): CatalogProduct[] {
  const terms = words(query).filter(Boolean);
  if (terms.length === 0) return [];
  const ranked = products.map((product) => {
    const labels = product.axes.flatMap((axis) => axis.values.map((value) => inLocale(value.label, locale)));
    const fields: [string, number][] = [
      [inLocale(product.name, locale), 8],
      [categoryName(product.categorySlug), 4],
      [labels.join(" "), 3],
      [inLocale(product.description, locale), 1],
      [product.details.map((detail) => inLocale(detail, locale)).join(" "), 1],
    ];
    const scores = terms.map((term) =>
      Math.max(...fields.map(([text, weight]) => score(term, text) * weight)),
    );
    return { product, score: scores.includes(0) ? 0 : scores.reduce((sum, value) => sum + value, 0) };
  });
  return ranked
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((entry) => entry.product);
}
