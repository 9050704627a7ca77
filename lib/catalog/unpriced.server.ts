import "server-only";
import { and, count, eq, isNull } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";

/** The number of variants that are on sale but have no price at Stripe, so that the shop does not show them. */
export async function countUnpriced(q: Queryable): Promise<number> {
  const [row] = await q
    .select({ variants: count() })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(eq(variants.active, true), eq(products.active, true), isNull(variants.stripePriceId)));
  return row?.variants ?? 0;
}
