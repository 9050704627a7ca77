import "server-only";
import { eq } from "drizzle-orm";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { Database, Transaction } from "@/lib/db/client";
import { recordDemonstrationItem } from "@/lib/db/demonstration.server";
import {
  categories,
  customerSegments,
  demonstrationItems,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { Contents } from "./contents";
import { readCurrent } from "./current.server";
import { isEdited } from "./find.server";
import type { ProductRows } from "./goods";
import { itemKey, type SeedItem, seedItems } from "./items";

/**
 * Adds the demonstration. Existing items keep their edits, and deleted ones stay deleted.
 * @param again also adds what was removed before
 * @returns how many were added
 */
export async function seedDemonstration(
  db: Database,
  currency: Currency,
  { again = false }: { again?: boolean } = {},
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const noted = new Map(
      (await tx.select().from(demonstrationItems)).map(
        (item) => [itemKey(item.kind, item.id), item] as const,
      ),
    );
    let count = 0;
    for (const item of seedItems(currency)) {
      const known = noted.get(itemKey(item.kind, item.id));
      if (known && !(again && known.takenOutAt)) continue;
      const added = await insert(tx, item);
      const isBack =
        known !== undefined && added.length === 0 && (await offerAgain(tx, item, known.contents));
      if (added.length === 0 && !isBack) continue;
      const contents = (isBack && known.contents) || item.contents;
      await recordDemonstrationItem(tx, item.kind, item.id, contents);
      count += 1;
    }
    return count;
  });
}

async function insert(tx: Transaction, item: SeedItem): Promise<readonly unknown[]> {
  switch (item.kind) {
    case "category":
      return tx.insert(categories).values(item.row).onConflictDoNothing().returning();
    case "product":
      return insertProduct(tx, item.row);
    case "segment":
      return tx.insert(customerSegments).values(item.row).onConflictDoNothing().returning();
    case "discount_rule":
      return tx.insert(discountRules).values(item.row).onConflictDoNothing().returning();
    case "loyalty_program":
      return tx.insert(loyaltyProgram).values(item.row).onConflictDoNothing().returning();
  }
}

async function insertProduct(tx: Transaction, { product, variants: own }: ProductRows) {
  const home = await tx.$count(categories, eq(categories.slug, product.categorySlug));
  if (home === 0) return [];
  const added = await tx.insert(products).values(product).onConflictDoNothing().returning();
  if (added.length > 0) await tx.insert(variants).values(own).onConflictDoNothing();
  return added;
}

/** Puts back on sale what was kept for orders. False when there is nothing to put back, or the merchant edited it. */
async function offerAgain(
  tx: Transaction,
  { kind, id, contents }: SeedItem,
  put: Contents | null,
): Promise<boolean> {
  const now = (await readCurrent(tx, kind, [id])).get(id);
  if (!now || now.isOffered || isEdited(kind, now, put, contents)) return false;
  if (kind === "product") {
    await tx
      .update(products)
      .set({ active: true })
      .where(eq(products.id, id as ProductId));
    return true;
  }
  if (kind !== "discount_rule") return false;
  await tx.update(discountRules).set({ active: true }).where(eq(discountRules.id, id));
  return true;
}
