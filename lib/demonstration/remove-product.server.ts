import "server-only";
import { eq, inArray } from "drizzle-orm";
import type Stripe from "stripe";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { nextMirrorVersion } from "@/lib/catalog/mirror-version";
import { compareProduct, defaultPriceOf } from "@/lib/catalog/product-facts";
import { loadProduct, lockProduct, type StoredProduct } from "@/lib/catalog/stored-product.server";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import type { Database, Queryable } from "@/lib/db/client";
import { recordRemoval } from "@/lib/db/demonstration.server";
import { cartLines, orderProducts, priceProblems, products, stockHolds, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { orDeleted } from "@/lib/stripe/or-deleted";
import { type FoundItem, findDemonstration } from "./find.server";
import type { RemovalOutcome, Removed } from "./outcome";

/** Deletes a product, or takes it off sale if an order has it. Stripe is read first, to see edits there, and updated before the id is forgotten. */
export async function removeProduct(
  db: Database,
  stripe: Stripe,
  currency: Currency,
  item: FoundItem,
): Promise<Removed> {
  const id = item.id as ProductId;
  if (item.isEdited) return left(db, item);
  const stripeId = (await loadProduct(db, id))?.product.stripeProductId ?? null;
  const isThere = stripeId !== null && (await isAtStripe(stripe, stripeId));
  if (isThere) await updateFromStripe(db, stripe, { productId: stripeId });

  const [now] = (await findDemonstration(db, currency)).filter((found) => found.id === id);
  const stored = await loadProduct(db, id);
  if (!now || !stored) return { item, outcome: "deleted" };
  if (now.isEdited) return left(db, item);
  const archived = isThere
    ? await archiveProduct(stripe, stripeId, { forGood: !(await isNamedByOrder(db, stored)) })
    : null;
  const outcome = await takeOffSale(db, id, archived);
  if (isThere && outcome === "deleted") await archivePrices(stripe, stripeId, stored);
  return {
    item,
    outcome,
    ...(stripeId && { stripe: { productId: stripeId, result: isThere ? "archived" : "unknown" } as const }),
  };
}

async function left(db: Database, item: FoundItem): Promise<Removed> {
  await recordRemoval(db, item.kind, item.id);
  return { item, outcome: "merchants" };
}

async function isAtStripe(stripe: Stripe, id: string): Promise<boolean> {
  const product = await orDeleted(id, stripe.products.retrieve(id));
  return !product.deleted;
}

/** Archives Stripe's product. With `forGood` a later sync creates a new product instead of finding this one. */
function archiveProduct(
  stripe: Stripe,
  id: string,
  { forGood }: { forGood: boolean },
): Promise<Stripe.Product> {
  return stripe.products.update(id, { active: false, ...(forGood && { metadata: { slug: "" } }) });
}

/** Archives the product's prices, which frees the SKUs for other products. Stripe archives no default price. */
async function archivePrices(stripe: Stripe, productId: string, { variants: own }: StoredProduct) {
  const byDefault = defaultPriceOf(await stripe.products.retrieve(productId));
  for (const { stripePriceId } of own) {
    if (!stripePriceId || stripePriceId === byDefault) continue;
    await orDeleted(stripePriceId, stripe.prices.update(stripePriceId, { active: false }));
  }
}

async function takeOffSale(
  db: Database,
  id: ProductId,
  archived: Stripe.Product | null,
): Promise<RemovalOutcome> {
  return inTransaction(db, async (tx) => {
    const stored = await lockProduct(tx, id);
    await recordRemoval(tx, "product", id);
    if (!stored) return "deleted";
    if (await isNamedByOrder(tx, stored)) {
      const offSale = { ...stored.product, active: false };
      // Recorded as agreed, so that an edit on either side can put it on sale again.
      const { changes } = archived ? compareProduct(offSale, archived) : { changes: { active: false } };
      await tx
        .update(products)
        .set({ ...changes, mirrorVersion: nextMirrorVersion })
        .where(eq(products.id, id));
      return "kept_for_orders";
    }
    const ids = stored.variants.map((variant) => variant.id);
    await tx.select({ id: variants.id }).from(variants).where(inArray(variants.id, ids)).for("update");
    await tx.delete(cartLines).where(inArray(cartLines.variantId, ids));
    await tx.delete(priceProblems).where(eq(priceProblems.productId, id));
    await tx.delete(variants).where(eq(variants.productId, id));
    await tx.delete(products).where(eq(products.id, id));
    return "deleted";
  });
}

/** Whether an order has the product. Every placed order has holds, even if it was never paid. */
async function isNamedByOrder(q: Queryable, { product, variants: own }: StoredProduct): Promise<boolean> {
  const ids = own.map((variant) => variant.id);
  const held = await q.$count(stockHolds, inArray(stockHolds.variantId, ids));
  return held > 0 || (await q.$count(orderProducts, eq(orderProducts.productId, product.id))) > 0;
}
