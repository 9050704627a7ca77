import "server-only";
import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { db } from "@/lib/db/client";
import { cachedRead } from "./cached-read.server";
import { listCategories } from "./categories.server";
import { readProducts } from "./products.server";
import { searchIn } from "./search";
import type { CatalogProduct } from "./types";

const cachedProducts = cachedRead<CatalogProduct[]>();

export async function searchProducts(query: string, locale: Locale): Promise<CatalogProduct[]> {
  const all = cachedProducts(() => readProducts(db(), sql`true`), ["search"]);
  const [categoryList, found] = await Promise.all([listCategories(), all]);
  const names = new Map(categoryList.map((category) => [category.slug, inLocale(category.name, locale)]));
  return searchIn(found, query, locale, (slug) => names.get(slug) ?? "");
}
