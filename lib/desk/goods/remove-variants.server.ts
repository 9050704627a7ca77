import "server-only";
import { and, eq, inArray, notExists } from "drizzle-orm";
import type Stripe from "stripe";
import type { ProductId } from "@/lib/base/ids";
import { loadProduct, type StoredProduct } from "@/lib/catalog/stored-product.server";
import { db, type Queryable, type Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { cartLines, stockHolds, variants } from "@/lib/db/schema";

type Variants = StoredProduct["variants"];

/** Those that no order and no cart has ever named. All others are kept, off sale, for what names them. */
export async function neverOrdered(q: Queryable, asked: Variants): Promise<Variants> {
  if (asked.length === 0) return [];
  const ids = asked.map(({ id }) => id);
  const found = await q
    .select({ id: variants.id })
    .from(variants)
    .where(
      and(
        inArray(variants.id, ids),
        notExists(q.select().from(stockHolds).where(eq(stockHolds.variantId, variants.id))),
        notExists(q.select().from(cartLines).where(eq(cartLines.variantId, variants.id))),
      ),
    );
  return asked.filter(({ id }) => found.some((row) => row.id === id));
}

/** Of those that are to go, the ones that may be deleted. They are locked, so that no order and no cart names one meanwhile. */
export async function lockNeverOrdered(tx: Transaction, asked: Variants): Promise<Variants> {
  if (asked.length === 0) return [];
  const ids = asked.map(({ id }) => id);
  keepLockOrder(tx, "variant", ids);
  await tx
    .select({ id: variants.id })
    .from(variants)
    .where(inArray(variants.id, ids))
    .orderBy(variants.id)
    .for("update");
  return neverOrdered(tx, asked);
}

export async function deleteVariants(tx: Transaction, asked: Variants): Promise<void> {
  const ids = asked.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(variants).where(inArray(variants.id, ids));
}

/** Archives what is left of deleted variants at Stripe, which archives no default Price. */
export async function archivePrices(stripe: Stripe, productId: ProductId, deleted: Variants): Promise<void> {
  const priceIds = deleted.flatMap(({ stripePriceId }) => stripePriceId ?? []);
  if (priceIds.length === 0) return;
  const stored = await loadProduct(db(), productId);
  const atStripe = stored?.product.stripeProductId;
  if (!stored || !atStripe) return;
  const product = await stripe.products.retrieve(atStripe);
  const next = stored.variants.find(({ active, stripePriceId }) => active && stripePriceId !== null);
  for (const id of priceIds) {
    if (id === product.default_price && !next?.stripePriceId) continue;
    if (id === product.default_price && next?.stripePriceId)
      await stripe.products.update(atStripe, { default_price: next.stripePriceId });
    await stripe.prices.update(id, { active: false });
  }
}
