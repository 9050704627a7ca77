import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { PriceId, VariantId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import type { Transaction } from "@/lib/db/client";
import { priceProblems, type products, variants } from "@/lib/db/schema";
import type { PriceMatches, PriceProblem, UsablePrice } from "./match-prices";
import type { ProductComparison } from "./product-facts";
import { taxBehaviorOf } from "./stripe-tax";

type ProductRow = typeof products.$inferSelect;
type VariantRow = typeof variants.$inferSelect;

/**
 * Stores Stripe's prices for a product. A variant whose price was archived goes off sale, with a problem for the merchant, and on sale again when that
 * is solved. What the store took off sale itself stays so.
 * @returns the stored variants
 */
export async function applyPrices(
  tx: Transaction,
  product: Pick<ProductRow, "id" | "slug">,
  own: readonly VariantRow[],
  { prices, problems }: PriceMatches,
): Promise<VariantRow[]> {
  const known = await tx.select().from(priceProblems).where(eq(priceProblems.productId, product.id));
  const after = own.map((variant) => ({ ...variant, ...changeOf(variant, prices.get(variant.id), known) }));
  const moved = after.filter((variant, index) => variant.stripePriceId !== own[index]?.stripePriceId);
  await release(tx, moved);
  for (const [index, variant] of after.entries()) {
    if (isSame(own[index], variant)) continue;
    const { stripePriceId, stripeTaxBehavior, unitAmount, active } = variant;
    await tx
      .update(variants)
      .set({ stripePriceId, stripeTaxBehavior, unitAmount, active })
      .where(eq(variants.id, variant.id));
  }
  await keepProblems(tx, product, known, problems);
  return after;
}

export function withFactProblems(
  { prices, problems }: PriceMatches,
  look: ProductComparison | null,
): PriceMatches {
  if (!look || look.conflicts.length === 0) return { prices, problems };
  return { prices, problems: [...problems, { code: "product_edited_twice", sku: null, priceId: null }] };
}

function isSame(before: VariantRow | undefined, after: VariantRow): boolean {
  return (
    before?.stripePriceId === after.stripePriceId &&
    before.stripeTaxBehavior === after.stripeTaxBehavior &&
    before.unitAmount === after.unitAmount &&
    before.active === after.active
  );
}

function changeOf(
  variant: VariantRow,
  price: UsablePrice | undefined,
  known: readonly Pick<PriceProblem, "code" | "sku">[],
) {
  if (price) {
    return {
      stripePriceId: price.id as PriceId,
      stripeTaxBehavior: taxBehaviorOf(price),
      unitAmount: price.unit_amount,
      active: variant.active || price.id !== variant.stripePriceId || isOffByStripe(variant, known),
    };
  }
  return variant.stripePriceId === null ? {} : { active: false };
}

const TAKE_OFF_SALE = new Set(["price_archived", "price_unclear", "price_edited_twice"]);

/** Whether a variant is off sale because of its price at Stripe, and not because the store took it off. */
const isOffByStripe = (
  { sku }: Pick<VariantRow, "sku">,
  problems: readonly Pick<PriceProblem, "code" | "sku">[],
): boolean => problems.some((problem) => problem.sku === sku && TAKE_OFF_SALE.has(problem.code));

/** A price can belong to only one variant, so its earlier variant loses it first. */
async function release(tx: Transaction, moved: readonly { id: VariantId; stripePriceId: PriceId | null }[]) {
  const ids = moved.flatMap(({ stripePriceId }) => stripePriceId ?? []);
  if (ids.length === 0) return;
  const own = moved.map(({ id }) => id);
  await tx.update(variants).set({ stripePriceId: null }).where(inArray(variants.id, own));
  await tx
    .update(variants)
    .set({ stripePriceId: null, active: false })
    .where(inArray(variants.stripePriceId, ids));
}

async function keepProblems(
  tx: Transaction,
  product: Pick<ProductRow, "id" | "slug">,
  known: readonly (typeof priceProblems.$inferSelect)[],
  problems: readonly PriceProblem[],
): Promise<void> {
  const keyOf = ({ code, sku, priceId }: PriceProblem) => [code, sku, priceId].join(" ");
  const wanted = new Set(problems.map(keyOf));
  const solved = known.filter((problem) => !wanted.has(keyOf(problem)));
  if (solved.length > 0) {
    await tx.delete(priceProblems).where(
      inArray(
        priceProblems.id,
        solved.map(({ id }) => id),
      ),
    );
  }
  const knownKeys = new Set(known.map(keyOf));
  const fresh = problems.filter((problem) => !knownKeys.has(keyOf(problem)));
  if (fresh.length === 0) return;
  await tx.insert(priceProblems).values(
    fresh.map((problem) => ({
      ...problem,
      priceId: problem.priceId as PriceId | null,
      productId: product.id,
    })),
  );
  for (const { code, sku, priceId } of fresh) {
    const about = priceId ? ` (${priceId})` : "";
    log.warn(`catalogue: ${sku ?? product.slug}: ${code}${about}; npm run catalog:problems says what to do`);
  }
}
