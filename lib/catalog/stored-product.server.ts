import "server-only";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { ProductId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { products, variants } from "@/lib/db/schema";
import { isCatalogProduct } from "./of-catalog";
import type { ProductRow, VariantRow } from "./product-facts";

export type StoredProduct = { product: ProductRow; variants: VariantRow[] };

export async function loadProduct(q: Queryable, id: ProductId): Promise<StoredProduct | null> {
  const [product] = await q
    .select()
    .from(products)
    .where(and(eq(products.id, id), isCatalogProduct));
  if (!product) return null;
  const own = await q
    .select()
    .from(variants)
    .where(eq(variants.productId, id))
    .orderBy(asc(variants.position));
  return { product, variants: own };
}

const PAGE = 250;

/** All products with their variants, by their ids, a page at a time. */
export async function* storedProductPages(q: Queryable): AsyncGenerator<StoredProduct[]> {
  let after: ProductId | undefined;
  for (;;) {
    const page = await q
      .select()
      .from(products)
      .where(and(isCatalogProduct, after === undefined ? undefined : gt(products.id, after)))
      .orderBy(asc(products.id))
      .limit(PAGE);
    after = page.at(-1)?.id;
    if (after === undefined) return;
    const ids = page.map(({ id }) => id);
    const own = await q
      .select()
      .from(variants)
      .where(inArray(variants.productId, ids))
      .orderBy(asc(variants.position));
    const byProduct = new Map(ids.map((id) => [id, [] as VariantRow[]]));
    for (const variant of own) byProduct.get(variant.productId)?.push(variant);
    yield page.map((product) => ({ product, variants: byProduct.get(product.id) ?? [] }));
  }
}

export async function lockProduct(tx: Transaction, id: ProductId): Promise<StoredProduct | null> {
  const [product] = await tx.select().from(products).where(eq(products.id, id)).for("no key update");
  if (!product) return null;
  const own = await tx
    .select()
    .from(variants)
    .where(eq(variants.productId, id))
    .orderBy(asc(variants.id))
    .for("no key update");
  keepLockOrder(
    tx,
    "variant",
    own.map((variant) => variant.id),
  );
  return { product, variants: own.toSorted((a, b) => a.position - b.position) };
}

/** Whether the facts are equal. They are compared because an edit in the database does not change `mirrorVersion`. */
export function hasSameFacts(one: StoredProduct, other: StoredProduct): boolean {
  return editable(one) === editable(other);
}

function editable({ product, variants: own }: StoredProduct): string {
  const priced = own.map((variant) => [
    variant.id,
    variant.sku,
    variant.currency,
    variant.unitAmount,
    variant.stripePriceId,
    variant.active,
  ]);
  return JSON.stringify([product.name, product.description, product.active, priced]);
}
