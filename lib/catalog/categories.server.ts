import "server-only";
import { and, asc, eq, exists } from "drizzle-orm";
import { type Database, db } from "@/lib/db/client";
import { categories, products, variants } from "@/lib/db/schema";
import { cachedRead } from "./cached-read.server";
import { isVisible } from "./products.server";
import type { Category } from "./types";

export async function readCategories(q: Database): Promise<Category[]> {
  const goods = q
    .select({ id: products.id })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(eq(products.categorySlug, categories.slug), isVisible));
  return q
    .select({ slug: categories.slug, name: categories.name, description: categories.description })
    .from(categories)
    .where(exists(goods))
    .orderBy(asc(categories.position));
}

const cachedCategories = cachedRead<Category[]>();

export const listCategories = () => cachedCategories(() => readCategories(db()), ["categories"]);

export async function getCategory(slug: string): Promise<Category | null> {
  return (await listCategories()).find((category) => category.slug === slug) ?? null;
}
