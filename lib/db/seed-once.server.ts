import "server-only";
import { inArray } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { demonstrationItems, products } from "@/lib/db/schema";

export type SeedItem = `${"category" | "product" | "variant" | "segment" | "rule" | "loyalty"}:${string}`;

/**
 * Which of these were never in this database, and notes that they are now: what a merchant has deleted stays away. A database
 * that has products of the demonstration and no notes is older than the notes: it had everything once.
 *
 * @param slugs of the demonstration's products
 */
export async function neverSeeded(
  tx: Transaction,
  items: readonly SeedItem[],
  slugs: readonly string[],
): Promise<Set<string>> {
  const [noted] = await tx.select().from(demonstrationItems).limit(1);
  const isOlder = !noted && (await hasProducts(tx, slugs));
  const fresh = await tx
    .insert(demonstrationItems)
    .values(items.map((item) => ({ item })))
    .onConflictDoNothing()
    .returning({ item: demonstrationItems.item });
  return new Set(isOlder ? [] : fresh.map(({ item }) => item));
}

async function hasProducts(tx: Transaction, slugs: readonly string[]): Promise<boolean> {
  const found = await tx
    .select({ id: products.id })
    .from(products)
    .where(inArray(products.slug, [...slugs]))
    .limit(1);
  return found.length > 0;
}
