import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { type CartId, newCartId, type OrderId, type PriceId, type VariantId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { cartLines, carts, orders, orderTimeline, outboxJobs, stockHolds, variants } from "@/lib/db/schema";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { insertVariants } from "./store-fixtures";

type Database = ReturnType<typeof connect>;

/** Variants with these stocks, each with a price at Stripe: 20.00 EUR, or what is given. */
export async function stockedVariants(
  db: Database,
  stripe: Stripe,
  stocks: readonly number[],
  price?: Parameters<typeof insertVariants>[2],
) {
  const rows = await insertVariants(db, stocks, price);
  for (const row of rows) {
    const price = await stripe.prices.create({
      currency: row.currency,
      unit_amount: row.unitAmount,
      lookup_key: row.sku,
      product_data: { name: `Mug ${row.sku}` },
    });
    await db
      .update(variants)
      .set({ stripePriceId: price.id as PriceId })
      .where(eq(variants.id, row.id));
  }
  return rows.map((row) => row.id);
}

/** Makes a cart for a new shopper. */
export async function cartWith(db: Database, contents: readonly [VariantId, number][]): Promise<CartId> {
  const cartId = newCartId();
  await db.insert(carts).values({ id: cartId, country: "FR" });
  for (const [variantId, quantity] of contents) {
    const [variant] = await db
      .select({ seenUnitAmount: variants.unitAmount })
      .from(variants)
      .where(eq(variants.id, variantId));
    if (!variant) throw new Error(`no variant ${variantId}`);
    await db.insert(cartLines).values({ cartId, variantId, quantity, ...variant });
  }
  return cartId;
}

/** Reads all rows of an order. */
export async function recordOf(db: Database, orderId: OrderId) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  const timeline = await db
    .select()
    .from(orderTimeline)
    .where(eq(orderTimeline.orderId, orderId))
    .orderBy(orderTimeline.id);
  const jobs = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, orderId));
  const holds = await db.select().from(stockHolds).where(eq(stockHolds.orderId, orderId));
  return {
    order,
    timeline,
    told: timeline.map((entry) => entry.detail.code),
    jobs: jobs.map((job) => job.effect).sort(),
    holds: holds.map((hold) => hold.status),
  };
}

export async function onHand(db: Database, variantId: VariantId): Promise<number> {
  const [row] = await db.select({ onHand: variants.onHand }).from(variants).where(eq(variants.id, variantId));
  return row?.onHand ?? Number.NaN;
}

export function shopperOf(cartId: CartId | null): Shopper {
  return { cartId, openedOrders: [], customer: null };
}
