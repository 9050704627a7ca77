import "server-only";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { collections } from "@/lib/db/schema";
import { cachedRead } from "./cached-read.server";
import { isSlug } from "./slug";
import { listTag } from "./tags";
import type { Category, Collection } from "./types";

const cachedCollection = cachedRead<Collection | null>();

/** A collection that is published, also without goods: a merchant fills it at any time. */
export async function getCollection(slug: string): Promise<Collection | null> {
  if (!isSlug(slug)) return null;
  const { name, description, seoTitle, seoDescription } = collections;
  const read = async () => {
    const [found] = await db()
      .select({ slug: collections.slug, name, description, seoTitle, seoDescription })
      .from(collections)
      .where(and(eq(collections.slug, slug), lte(collections.publishedAt, sql`now()`)));
    return found ?? null;
  };
  return cachedCollection(read, ["collection", slug], [listTag(`collection:${slug}`)]);
}

/** So many are named to programs. */
const MOST_COLLECTIONS = 100;

const cachedCollections = cachedRead<Category[]>();

/** Collections that are published and have goods, in the merchant's order. */
export const listCollections = () =>
  cachedCollections(async () => {
    const { slug, name, description, position, publishedAt } = collections;
    return db()
      .select({ slug, name, description })
      .from(collections)
      .where(and(lte(publishedAt, sql`now()`), hasGoods))
      .orderBy(asc(position), asc(slug))
      .limit(MOST_COLLECTIONS);
  }, ["collections"]);

const hasGoods = sql`exists (select from listings l where l.list = 'collection:' || ${collections.slug} and l.published_at <= now())`;
