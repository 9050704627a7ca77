import "server-only";
import { and, asc, type Column, eq, lte, or, type SQL, sql } from "drizzle-orm";
import { type Locale, routing } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { categories, collections, products } from "@/lib/db/schema";
import { hasLegalText, legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, type LegalPage } from "@/lib/legal/pages";

/** What the shop does not say in a language: some of each kind, and whether there are more. */
export type MissingWords = {
  goods: Missing;
  categories: Missing;
  collections: Missing;
  /** Missing, or still a draft. */
  legal: { page: LegalPage; isDraft: boolean }[];
  /** Fields of the shop's own texts, as `about.tagline`. */
  shop: string[];
};

type Missing = { some: { href: string; name: string }[]; hasMore: boolean };

const SHOWN = 5;
/** Of goods so many are looked at, as the last one that lacks a word may be the last of all. */
const MOST_LOOKED_AT = 1_000;

/** `inLanguage` is the language of the names in the answer. */
export async function missingWords(language: Locale, inLanguage: Locale): Promise<MissingWords> {
  const sold = db()
    .select({ id: products.id, name: products.name, description: products.description })
    .from(products)
    .where(and(eq(products.active, true), lte(products.publishedAt, sql`now()`)))
    .orderBy(asc(products.id))
    .limit(MOST_LOOKED_AT)
    .as("sold");
  const [goods, lists, chosen] = await Promise.all([
    db()
      .select({ key: sold.id, name: sold.name })
      .from(sold)
      .where(or(lacks(sold.name, language), lacks(sold.description, language)))
      .orderBy(asc(sold.id))
      .limit(SHOWN + 1),
    db()
      .select({ key: categories.slug, name: categories.name })
      .from(categories)
      .where(or(lacks(categories.name, language), lacks(categories.description, language)))
      .orderBy(asc(categories.slug))
      .limit(SHOWN + 1),
    db()
      .select({ key: collections.slug, name: collections.name })
      .from(collections)
      .where(or(lacks(collections.name, language), lacks(collections.description, language)))
      .orderBy(asc(collections.slug))
      .limit(SHOWN + 1),
  ]);
  const missing = (rows: typeof goods | typeof lists, path: string): Missing => ({
    some: rows
      .slice(0, SHOWN)
      .map(({ key, name }) => ({ href: `${path}/${key}`, name: inLocale(name, inLanguage) })),
    hasMore: rows.length > SHOWN,
  });
  return {
    goods: missing(goods, "/admin/goods"),
    categories: missing(lists, "/admin/goods/categories"),
    collections: missing(chosen, "/admin/goods/collections"),
    legal: LEGAL_PAGES.flatMap((page): MissingWords["legal"] => {
      if (!hasLegalText(page, language)) return [{ page, isDraft: false }];
      return legalPage(page, language).isDraft ? [{ page, isDraft: true }] : [];
    }),
    shop: textsWithout(shop(), language),
  };
}

/** A text that is there in the default language and not in this one. */
const lacks = (texts: Column, language: Locale): SQL =>
  sql`(coalesce(${texts} ->> ${routing.defaultLocale}::text, '') <> '' and coalesce(${texts} ->> ${language}::text, '') = '')`;

/** Where in the shop's own texts one is missing, by the path of its field. */
function textsWithout(node: unknown, language: Locale, path = ""): string[] {
  if (typeof node !== "object" || node === null) return [];
  const entries = Object.entries(node);
  const isText = typeof Reflect.get(node, routing.defaultLocale) === "string";
  if (isText) return entries.some(([key, value]) => key === language && value !== "") ? [] : [path];
  return entries.flatMap(([key, value]) => textsWithout(value, language, path ? `${path}.${key}` : key));
}
