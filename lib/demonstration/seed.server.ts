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
import { demonstrationThings, itemKey, type Thing } from "./items";

/**
 * Adds what is missing of the demonstration: goods, discounts, a loyalty program. What is there stays as it is, with its stock, prices and
 * edits; what somebody has deleted stays deleted.
 *
 * @param again also puts back what `removeDemonstration` has taken out. @returns how many things were put in.
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
    for (const thing of demonstrationThings(currency)) {
      const known = noted.get(itemKey(thing.kind, thing.id));
      if (known && !(again && known.takenOutAt)) continue;
      const added = await insert(tx, thing);
      const isBack =
        known !== undefined && added.length === 0 && (await offerAgain(tx, thing, known.contents));
      if (added.length === 0 && !isBack) continue;
      const contents = (isBack && known.contents) || thing.contents;
      await recordDemonstrationItem(tx, thing.kind, thing.id, contents);
      count += 1;
    }
    return count;
  });
}

/** @returns a row for what was not there */
async function insert(tx: Transaction, thing: Thing): Promise<readonly unknown[]> {
  switch (thing.kind) {
    case "category":
      return tx.insert(categories).values(thing.row).onConflictDoNothing().returning();
    case "product":
      return insertProduct(tx, thing.row);
    case "segment":
      return tx.insert(customerSegments).values(thing.row).onConflictDoNothing().returning();
    case "discount_rule":
      return tx.insert(discountRules).values(thing.row).onConflictDoNothing().returning();
    case "loyalty_program":
      return tx.insert(loyaltyProgram).values(thing.row).onConflictDoNothing().returning();
  }
}

async function insertProduct(tx: Transaction, { product, variants: own }: ProductRows) {
  // A merchant may have deleted what it would stand in.
  const home = await tx.$count(categories, eq(categories.slug, product.categorySlug));
  if (home === 0) return [];
  const added = await tx.insert(products).values(product).onConflictDoNothing().returning();
  if (added.length > 0) await tx.insert(variants).values(own).onConflictDoNothing();
  return added;
}

/** What was kept for the orders that name it. False: it is none of these, or has become the merchant's own. */
async function offerAgain(
  tx: Transaction,
  { kind, id, contents }: Thing,
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
