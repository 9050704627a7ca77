import "server-only";
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { noteDemonstration } from "@/lib/db/demonstration.server";
import {
  categories,
  customerSegments,
  type DemonstrationKind,
  demonstrationItems,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { ProductId } from "@/lib/ids";
import type { Currency } from "@/lib/money";
import {
  type Contents,
  categoryContents,
  productContents,
  programContents,
  ruleContents,
  segmentContents,
} from "./contents";
import { readCurrent } from "./current.server";
import { isEdited } from "./find.server";
import { demonstration, itemKey, PROGRAM_ID } from "./items";

/** Something to put in. `insert` answers a row for what was not there. */
type Thing = {
  kind: DemonstrationKind;
  id: string;
  contents: Contents;
  insert: () => Promise<readonly unknown[]>;
};

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
    for (const thing of thingsToPut(tx, currency)) {
      const known = noted.get(itemKey(thing.kind, thing.id));
      if (known && !(again && known.takenOutAt)) continue;
      const added = await thing.insert();
      const isBack =
        known !== undefined && added.length === 0 && (await offerAgain(tx, thing, known.contents));
      if (added.length === 0 && !isBack) continue;
      const contents = (isBack && known.contents) || thing.contents;
      await noteDemonstration(tx, thing.kind, thing.id, contents);
      count += 1;
    }
    return count;
  });
}

function thingsToPut(tx: Transaction, currency: Currency): Thing[] {
  const {
    categories: shelves,
    products: goods,
    segments,
    rules,
    program,
  } = demonstration(currency, new Date());
  return [
    ...shelves.map((row) => ({
      kind: "category" as const,
      id: row.slug,
      contents: categoryContents(row),
      insert: () => tx.insert(categories).values(row).onConflictDoNothing().returning(),
    })),
    ...goods.map(({ product, variants: own }) => ({
      kind: "product" as const,
      id: product.id,
      contents: productContents(product, own),
      insert: async () => {
        // A merchant may have deleted what it would stand in.
        const home = await tx.$count(categories, eq(categories.slug, product.categorySlug));
        if (home === 0) return [];
        const added = await tx.insert(products).values(product).onConflictDoNothing().returning();
        if (added.length > 0) await tx.insert(variants).values(own).onConflictDoNothing();
        return added;
      },
    })),
    ...segments.map((row) => ({
      kind: "segment" as const,
      id: row.id,
      contents: segmentContents(row),
      insert: () => tx.insert(customerSegments).values(row).onConflictDoNothing().returning(),
    })),
    ...rules.map((row) => ({
      kind: "discount_rule" as const,
      id: row.id,
      contents: ruleContents(row),
      insert: () => tx.insert(discountRules).values(row).onConflictDoNothing().returning(),
    })),
    {
      kind: "loyalty_program",
      id: PROGRAM_ID,
      contents: programContents(program),
      insert: () => tx.insert(loyaltyProgram).values(program).onConflictDoNothing().returning(),
    },
  ];
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
