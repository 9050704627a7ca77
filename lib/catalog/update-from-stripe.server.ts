import "server-only";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type Stripe from "stripe";
import type { PriceId, ProductId } from "@/lib/base/ids";
import type { Database, Queryable, Transaction } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { applyPrices, withFactProblems } from "./apply-prices.server";
import { matchPrices } from "./match-prices";
import { mergeAmounts } from "./merge-amounts";
import { nextMirrorVersion } from "./mirror-version";
import { categoryOf } from "./of-catalog";
import { compareProduct, DELETED, defaultPriceOf, isProductOf, shownFacts } from "./product-facts";
import type { ProductChange } from "./revalidate.server";
import { loadProduct, lockProduct, type StoredProduct } from "./stored-product.server";
import { readStripeProduct, type StripeProduct } from "./stripe-product.server";

/** What a Stripe event names; the event's other contents may be old. */
export type CatalogSubject = {
  productId: string;
  slug?: string | null;
  priceId?: string;
  skus?: readonly string[];
};

type Commit = (tx: Transaction) => Promise<void>;

const MAX_TRIES = 5;

/**
 * Applies Stripe's current product to the store's: name, description (other languages in the metadata: `name_fr`,
 * `description_fr`), `active`, prices (`matchPrices`). It is found by its Stripe id, metadata `slug`, or a price's name; other
 * products are ignored. `commit` runs in the same transaction.
 * @returns changes that shoppers can see
 */
export async function updateFromStripe(
  database: Database,
  stripe: Stripe,
  look: CatalogSubject,
  commit: Commit = async () => {},
): Promise<ProductChange[]> {
  const ids = await productsOf(database, look);
  const last = ids.pop();
  if (!last) {
    await inTransaction(database, commit);
    return [];
  }
  const changes: (ProductChange | null)[] = [];
  for (const id of ids)
    changes.push(await updateProductFromStripe(database, stripe, id, look, async () => {}));
  changes.push(await updateProductFromStripe(database, stripe, last, look, commit));
  return changes.filter((change) => change !== null);
}

async function productsOf(q: Queryable, look: CatalogSubject): Promise<ProductId[]> {
  const { productId, slug, priceId, skus = [] } = look;
  const named = q
    .select({ id: variants.productId })
    .from(variants)
    .where(
      or(
        priceId ? eq(variants.stripePriceId, priceId as PriceId) : undefined,
        skus.length > 0 ? inArray(variants.sku, [...skus]) : undefined,
      ),
    );
  const rows = await q
    .select({ id: products.id })
    .from(products)
    .where(
      or(
        eq(products.stripeProductId, productId),
        slug ? and(eq(products.slug, slug), isNull(products.stripeProductId)) : undefined,
        priceId || skus.length > 0 ? inArray(products.id, named) : undefined,
      ),
    )
    .orderBy(products.id);
  return rows.map(({ id }) => id);
}

/** Writes only if the product's version is the same as before Stripe was read, so that an older answer never wins. */
async function updateProductFromStripe(
  database: Database,
  stripe: Stripe,
  id: ProductId,
  look: CatalogSubject,
  commit: Commit,
): Promise<ProductChange | null> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const known = await loadProduct(database, id);
    if (!known) {
      await inTransaction(database, commit);
      return null;
    }
    const own = known.product.stripeProductId ?? look.productId;
    const stored = known.variants.flatMap(({ stripePriceId }) => stripePriceId ?? []);
    const at = await readStripeProduct(
      stripe,
      own === look.productId ? [own] : [own, look.productId],
      stored,
    );
    const result = await inTransaction(database, async (tx) => {
      const now = await lockProduct(tx, id);
      if (now?.product.mirrorVersion !== known.product.mirrorVersion) return "overtaken";
      const change = await apply(tx, now, at);
      await commit(tx);
      return change;
    });
    if (result !== "overtaken") return result;
  }
  throw new Error(`product ${id} was changed by others ${MAX_TRIES} times while it was read`);
}

/** Applies Stripe's edits only; edits in the store wait for the next sync. */
async function apply(
  tx: Transaction,
  { product: row, variants: own }: StoredProduct,
  at: StripeProduct,
): Promise<ProductChange | null> {
  const isOwn = isProductOf(row, at.product);
  const look = isOwn && !at.product.deleted ? compareProduct(row, at.product) : null;
  const changes = look?.changes ?? (isOwn ? DELETED : {});
  const matches = matchPrices(own, at.prices, look ? defaultPriceOf(at.product) : null);
  const merged = mergeAmounts(own, matches, at.prices, null);
  const after = await applyPrices(tx, row, own, withFactProblems(merged, look));
  await tx
    .update(products)
    .set({ ...changes, mirrorVersion: nextMirrorVersion })
    .where(eq(products.id, row.id));
  if (shownFacts(row, own) === shownFacts({ ...row, ...changes }, after)) return null;
  const { slug, featured } = row;
  return { slug, categorySlug: categoryOf(row), featured };
}
