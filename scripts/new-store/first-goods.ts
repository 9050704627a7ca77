import type { Locale } from "@/i18n/languages";
import { toMajorString } from "@/lib/base/money";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import type { Answers } from "./answers";
import { FILES } from "./files";
import { inLanguages } from "./in-languages";

/** Pieces on hand of the first product, so that it can be bought. */
const PIECES = 10;

const ALL_GOODS: Record<Locale, string> = { en: "All goods", fr: "Tous les articles", de: "Alle Artikel" };

/** Until it has one of its own, it is shown with the picture of the shop. */
const PICTURE = FILES.card.replace("public", "");

/** A category and the first product, in the store's own format: docs/goods.md. */
export function firstGoods(
  { product: { name, price }, currency, languages }: Answers,
  picture = PICTURE,
): string {
  const [main] = languages;
  const slug = toSlug(name);
  const category = {
    type: "category",
    slug: "all-goods",
    parent: null,
    name: inLanguages(languages, (locale) => ALL_GOODS[locale]),
    description: { [main]: "" },
    position: 0,
  };
  const product = {
    type: "product",
    slug,
    category: category.slug,
    name: { [main]: name },
    description: { [main]: "" },
    options: [],
    pictures: [{ src: picture }],
    featured: true,
    variants: [
      { sku: slug.toUpperCase(), options: {}, price: toMajorString(price, currency), onHand: PIECES },
    ],
  };
  return `${JSON.stringify(category)}\n${JSON.stringify(product)}\n`;
}
