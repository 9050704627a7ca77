import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { type PriceProblemCode, priceProblems, products } from "@/lib/db/schema";

export type ListedPriceProblem = {
  code: PriceProblemCode;
  /** Its English name. */
  product: string;
  stripeProductId: string | null;
  sku: string | null;
  priceId: string | null;
  since: Date;
};

/** What a merchant should put right at Stripe, oldest first. */
export async function listPriceProblems(q: Queryable, limit = 1_000): Promise<ListedPriceProblem[]> {
  const rows = await q
    .select({ problem: priceProblems, name: products.name, stripeProductId: products.stripeProductId })
    .from(priceProblems)
    .innerJoin(products, eq(products.id, priceProblems.productId))
    .orderBy(asc(priceProblems.id))
    .limit(limit);
  return rows.map(({ problem: { code, sku, priceId, createdAt }, name, stripeProductId }) => ({
    code,
    product: name.en,
    stripeProductId,
    sku,
    priceId,
    since: createdAt,
  }));
}
