import "server-only";
import { eq, inArray, or } from "drizzle-orm";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { writeProducts } from "@/lib/catalog/import/write-products.server";
import { categoryOf } from "@/lib/catalog/of-catalog";
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
import { pictureBringer } from "@/lib/pictures/bring-pictures.server";
import type { Contents } from "./contents";
import { readCurrent } from "./current.server";
import { isEdited } from "./find.server";
import { demonstrationGoods, type ProductRows } from "./goods.server";
import { discountItems, goodsItems, itemKey, type SeedItem } from "./items";

/**
 * Adds the demonstration, its goods as an import of their file would. Existing items keep their edits, and deleted ones stay deleted.
 * @param again also adds what was removed before
 * @returns how many were added
 */
export async function seedDemonstration(
  db: Database,
  currency: Currency,
  { again = false }: { again?: boolean } = {},
): Promise<number> {
  const { find } = pictureBringer({});
  const goods = await demonstrationGoods(currency, (sources) => find(db, sources));
  const items = [...goodsItems(goods), ...discountItems(currency)];
  return inTransaction(db, async (tx) => {
    const noted = new Map(
      (await tx.select().from(demonstrationItems)).map(
        (item) => [itemKey(item.kind, item.id), item] as const,
      ),
    );
    const wanted = items.filter(({ kind, id }) => {
      const known = noted.get(itemKey(kind, id));
      return !known || (again && known.takenOutAt !== null);
    });
    const added = new Set<string>();
    for (const item of wanted) if (await insert(tx, item)) added.add(itemKey(item.kind, item.id));
    const missing = wanted.flatMap((item) => (item.kind === "product" ? item.row : []));
    for (const id of await addProducts(tx, missing)) added.add(itemKey("product", id));
    let count = 0;
    for (const item of wanted) {
      const known = noted.get(itemKey(item.kind, item.id));
      const isNew = added.has(itemKey(item.kind, item.id));
      const isBack = known !== undefined && !isNew && (await offerAgain(tx, item, known.contents));
      if (!isNew && !isBack) continue;
      const contents = (isBack && known.contents) || item.contents;
      await recordDemonstrationItem(tx, item.kind, item.id, contents);
      count += 1;
    }
    return count;
  });
}

/** Products come after all others, as their categories have to be there. */
async function insert(tx: Transaction, item: SeedItem): Promise<boolean> {
  switch (item.kind) {
    case "category":
      return isAny(await tx.insert(categories).values(item.row).onConflictDoNothing().returning());
    case "product":
      return false;
    case "segment":
      return isAny(await tx.insert(customerSegments).values(item.row).onConflictDoNothing().returning());
    case "discount_rule":
      return isAny(await tx.insert(discountRules).values(item.row).onConflictDoNothing().returning());
    case "loyalty_program":
      return isAny(await tx.insert(loyaltyProgram).values(item.row).onConflictDoNothing().returning());
  }
}

const isAny = (rows: readonly unknown[]) => rows.length > 0;

/** Adds those whose category is there and whose address nobody has, with the variants whose SKU nobody has. @returns their ids */
async function addProducts(tx: Transaction, all: readonly ProductRows[]): Promise<ProductId[]> {
  if (all.length === 0) return [];
  const homes = new Set(
    (await tx.select({ slug: categories.slug }).from(categories)).map(({ slug }) => slug),
  );
  const { id, slug } = products;
  const named = all.map(({ product }) => product);
  const taken = await tx
    .select({ id, slug })
    .from(products)
    .where(
      or(
        inArray(
          id,
          named.map((one) => one.id),
        ),
        inArray(
          slug,
          named.map((one) => one.slug),
        ),
      ),
    );
  const added = all.filter(
    ({ product }) =>
      homes.has(categoryOf(product)) &&
      !taken.some((one) => one.id === product.id || one.slug === product.slug),
  );
  const rows = added.flatMap((one) => one.variants.map(({ row }) => row));
  const [skus, ids] = [rows.map(({ sku }) => sku), rows.map((row) => row.id)];
  const sold = await tx
    .select({ id: variants.id, sku: variants.sku })
    .from(variants)
    .where(or(inArray(variants.sku, skus), inArray(variants.id, ids)));
  const others = new Set<string>(sold.flatMap((own) => [own.id, own.sku]));
  const isFree = ({ row }: ProductRows["variants"][number]) => !others.has(row.sku) && !others.has(row.id);
  await writeProducts(
    tx,
    added.map((one) => ({ ...one, variants: one.variants.filter(isFree) })),
  );
  return added.map(({ product }) => product.id);
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
