import type { Currency } from "@/lib/base/money";
import { SEED_CATEGORIES } from "@/lib/catalog/seed-data/catalog";
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
import { productRows } from "./goods";

export const itemKey = (kind: DemonstrationKind, id: string) => `${kind} ${id}`;

export const PROGRAM_ID = "store";

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

type Rows = ReturnType<typeof demonstration>;

export type SeedItem = { id: string; contents: Contents } & (
  | { kind: "category"; row: Rows["categories"][number] }
  | { kind: "product"; row: Rows["products"][number] }
  | { kind: "segment"; row: Rows["segments"][number] }
  | { kind: "discount_rule"; row: Rows["rules"][number] }
  | { kind: "loyalty_program"; row: Rows["program"] }
);

export function seedItems(currency: Currency): SeedItem[] {
  const { categories, products, segments, rules, program } = demonstration(currency, new Date());
  return [
    ...categories.map(
      (row): SeedItem => ({ kind: "category", id: row.slug, contents: categoryContents(row), row }),
    ),
    ...products.map(
      (row): SeedItem => ({
        kind: "product",
        id: row.product.id,
        contents: productContents(row.product, row.variants),
        row,
      }),
    ),
    ...segments.map(
      (row): SeedItem => ({ kind: "segment", id: row.id, contents: segmentContents(row), row }),
    ),
    ...rules.map(
      (row): SeedItem => ({ kind: "discount_rule", id: row.id, contents: ruleContents(row), row }),
    ),
    { kind: "loyalty_program", id: PROGRAM_ID, contents: programContents(program), row: program },
  ];
}

export const demonstrationContents = (currency: Currency): ReadonlyMap<string, Contents> =>
  new Map(seedItems(currency).map(({ kind, id, contents }) => [itemKey(kind, id), contents]));
