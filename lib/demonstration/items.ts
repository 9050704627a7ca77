import { SEED_CATEGORIES } from "@/lib/catalog/seed-data/catalog";
import { seedLoyaltyProgram } from "@/lib/customers/loyalty/seed-data";
import type { DemonstrationKind } from "@/lib/db/schema";
import { SEED_SEGMENTS, seedDiscountRules } from "@/lib/discounts/seed-data";
import type { Currency } from "@/lib/money";
import {
  type Contents,
  categoryContents,
  productContents,
  programContents,
  ruleContents,
  segmentContents,
} from "./contents";
import { productRows } from "./goods";

export const itemKey = (kind: DemonstrationKind, id: string) => `${kind} ${id}`;

/** Of the one row that the table of loyalty programs has. */
export const PROGRAM_ID = "store";

/** All that the demonstration puts into an empty database, in the order in which one thing needs another. */
export function demonstration(currency: Currency, now: Date) {
  return {
    categories: SEED_CATEGORIES.map(({ products: _, ...category }, position) => ({ ...category, position })),
    products: SEED_CATEGORIES.flatMap(({ slug, products }) =>
      products.map((product, position) => productRows(product, slug, position, currency)),
    ),
    segments: SEED_SEGMENTS,
    rules: seedDiscountRules(currency, now),
    program: seedLoyaltyProgram(currency),
  };
}

/** The same as this version of the store would put it in, by `itemKey`. */
export function demonstrationContents(currency: Currency): ReadonlyMap<string, Contents> {
  const { categories, products, segments, rules, program } = demonstration(currency, new Date());
  return new Map([
    ...categories.map((row) => [itemKey("category", row.slug), categoryContents(row)] as const),
    ...products.map(
      ({ product, variants }) =>
        [itemKey("product", product.id), productContents(product, variants)] as const,
    ),
    ...segments.map((row) => [itemKey("segment", row.id), segmentContents(row)] as const),
    ...rules.map((row) => [itemKey("discount_rule", row.id), ruleContents(row)] as const),
    [itemKey("loyalty_program", PROGRAM_ID), programContents(program)],
  ]);
}
