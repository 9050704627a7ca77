import type { Currency } from "@/lib/base/money";
import { seedLoyaltyProgram } from "@/lib/customers/loyalty/seed-data";
import type { DemonstrationKind } from "@/lib/db/schema";
import { SEED_SEGMENTS, seedDiscountRules } from "@/lib/discounts/seed-data";
import {
  type Contents,
  categoryContents,
  productContents,
  programContents,
  ruleContents,
  segmentContents,
} from "./contents";
import type { CategoryRow, ProductRows } from "./goods.server";

export const itemKey = (kind: DemonstrationKind, id: string) => `${kind} ${id}`;

export const PROGRAM_ID = "store";

export function demonstrationDiscounts(currency: Currency, now: Date) {
  return {
    segments: SEED_SEGMENTS,
    rules: seedDiscountRules(currency, now),
    program: seedLoyaltyProgram(currency),
  };
}

type Discounts = ReturnType<typeof demonstrationDiscounts>;

export type SeedItem = { id: string; contents: Contents } & (
  | { kind: "category"; row: CategoryRow }
  | { kind: "product"; row: ProductRows }
  | { kind: "segment"; row: Discounts["segments"][number] }
  | { kind: "discount_rule"; row: Discounts["rules"][number] }
  | { kind: "loyalty_program"; row: Discounts["program"] }
);

export const goodsItems = (goods: { categories: CategoryRow[]; products: ProductRows[] }): SeedItem[] => [
  ...goods.categories.map(
    (row): SeedItem => ({ kind: "category", id: row.slug, contents: categoryContents(row), row }),
  ),
  ...goods.products.map((row): SeedItem => {
    const own = row.variants.map((variant) => variant.row);
    return { kind: "product", id: row.product.id, contents: productContents(row.product, own), row };
  }),
];

export function discountItems(currency: Currency): SeedItem[] {
  const { segments, rules, program } = demonstrationDiscounts(currency, new Date());
  return [
    ...segments.map(
      (row): SeedItem => ({ kind: "segment", id: row.id, contents: segmentContents(row), row }),
    ),
    ...rules.map(
      (row): SeedItem => ({ kind: "discount_rule", id: row.id, contents: ruleContents(row), row }),
    ),
    { kind: "loyalty_program", id: PROGRAM_ID, contents: programContents(program), row: program },
  ];
}

export const contentsByKey = (items: readonly SeedItem[]): ReadonlyMap<string, Contents> =>
  new Map(items.map(({ kind, id, contents }) => [itemKey(kind, id), contents]));
