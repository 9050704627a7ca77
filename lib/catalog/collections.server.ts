import "server-only";
import { and, eq, lte, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { collections } from "@/lib/db/schema";
import { cachedRead } from "./cached-read.server";
import { isSlug } from "./slug";
import { listTag } from "./tags";
import type { Collection } from "./types";

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
