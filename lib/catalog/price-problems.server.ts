import "server-only";
import { asc, eq } from "drizzle-orm";
import { defaultText } from "@/lib/base/i18n-text";
import type { Queryable } from "@/lib/db/client";
import { type PriceProblemCode, priceProblems, products, variants } from "@/lib/db/schema";

export type ListedPriceProblem = {
  code: PriceProblemCode;
  product: string;
  stripeProductId: string | null;
  sku: string | null;
  priceId: string | null;
  storedPriceId: string | null;
  since: Date;
};

/** Price problems that the merchant must fix at Stripe, oldest first. */
export async function listPriceProblems(q: Queryable, limit = 1_000): Promise<ListedPriceProblem[]> {
  const rows = await q
    .select({
      problem: priceProblems,
      name: products.name,
      stripeProductId: products.stripeProductId,
      storedPriceId: variants.stripePriceId,
    })
    .from(priceProblems)
    .innerJoin(products, eq(products.id, priceProblems.productId))
    .leftJoin(variants, eq(variants.sku, priceProblems.sku))
    .orderBy(asc(priceProblems.id))
    .limit(limit);
  return rows.map(({ problem: { code, sku, priceId, createdAt }, name, stripeProductId, storedPriceId }) => ({
    code,
    product: defaultText(name),
    stripeProductId,
    sku,
    priceId,
    storedPriceId,
    since: createdAt,
  }));
}
