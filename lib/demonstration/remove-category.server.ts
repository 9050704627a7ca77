import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { recordRemoval } from "@/lib/db/demonstration.server";
import { categories, products } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { RemovalOutcome } from "./outcome";

/** Removes a category. One with goods stays, but the shop hides it while nothing in it is on sale. */
export async function removeCategory(db: Database, slug: string): Promise<RemovalOutcome> {
  return inTransaction(db, async (tx) => {
    const own = eq(categories.slug, slug);
    await tx.select({ slug: categories.slug }).from(categories).where(own).for("update");
    if ((await tx.$count(products, eq(products.categorySlug, slug))) > 0) return "needed";
    await tx.delete(categories).where(own);
    await recordRemoval(tx, "category", slug);
    return "deleted";
  });
}
