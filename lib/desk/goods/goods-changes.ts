import { isDeepStrictEqual } from "node:util";
import type { PlannedProduct } from "@/lib/catalog/import/plan-product";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";

/** What a person edits of a product. Stock is not of it: a sale in between is no edit, and no save touches it. */
const GOODS_FIELDS = [
  "name",
  "description",
  "details",
  "categorySlug",
  "vendor",
  "tags",
  "seoTitle",
  "seoDescription",
  "active",
  "publishedAt",
  "options",
  "pictures",
] as const;

const VARIANT_FIELDS = [
  "sku",
  "unitAmount",
  "compareAtAmount",
  "prices",
  "costAmount",
  "barcode",
  "storagePlace",
  "weightGrams",
  "lowStockAt",
  "backorder",
  "active",
] as const;

type GoodsField = (typeof GOODS_FIELDS)[number] | (typeof VARIANT_FIELDS)[number] | "variant";

/** `sku` is null for the product itself, and for a variant the one that it has had. A new variant has its price after, and nothing before. */
export type GoodsChange = { field: GoodsField; sku: string | null; before: unknown; after: unknown };

/** What a plan changes, field by field. Pure. */
export function changesOfPlan(was: StoredProduct, plan: PlannedProduct): GoodsChange[] {
  const { product } = plan;
  const own = product
    ? GOODS_FIELDS.map((field) => ({ field, sku: null, before: was.product[field], after: product[field] }))
    : [];
  const ofVariants = plan.variants.flatMap(({ row, was: before }): GoodsChange[] =>
    before
      ? VARIANT_FIELDS.map((field) => ({ field, sku: before.sku, before: before[field], after: row[field] }))
      : [{ field: "variant", sku: row.sku, before: null, after: row.unitAmount }],
  );
  return [...own, ...ofVariants].filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

/** A variant that is deleted has its price before, and nothing after; what else would change of it is of no account. */
export const withDeleted = (
  changes: readonly GoodsChange[],
  deleted: StoredProduct["variants"],
): GoodsChange[] => [
  ...changes.filter((change) => !deleted.some(({ sku }) => sku === change.sku)),
  ...deleted.map(({ sku, unitAmount }) => ({
    field: "variant" as const,
    sku,
    before: unitAmount,
    after: null,
  })),
];

/** What the sync that follows does at Stripe. `price_replaced`: Stripe changes no amounts, so a new Price takes over and the old one is archived. */
export type StripeStep = {
  code:
    | "product_made"
    | "product_updated"
    | "price_made"
    | "price_replaced"
    | "price_updated"
    | "price_renamed"
    | "price_archived";
  sku: string | null;
};

const AT_STRIPE: readonly GoodsField[] = ["name", "description", "active"];

/** Pure. @param isMirrored whether Stripe has a copy of the goods at all */
export function stepsAtStripe(
  was: StoredProduct,
  changes: readonly GoodsChange[],
  isMirrored: boolean,
): StripeStep[] {
  if (!isMirrored) return [];
  const own = changes.filter(({ sku }) => sku === null).map(({ field }) => field);
  const product: StripeStep[] =
    was.product.stripeProductId === null
      ? [{ code: "product_made", sku: null }]
      : own.some((field) => AT_STRIPE.includes(field))
        ? [{ code: "product_updated", sku: null }]
        : [];
  const skus = [...new Set(changes.flatMap(({ sku }) => sku ?? []))];
  return [...product, ...skus.flatMap((sku) => priceSteps(was, sku, changes))];
}

function priceSteps(was: StoredProduct, sku: string, all: readonly GoodsChange[]): StripeStep[] {
  const fields = all.filter((change) => change.sku === sku).map(({ field }) => field);
  const known = was.variants.find((variant) => variant.sku === sku);
  if (all.some((change) => change.sku === sku && change.field === "variant" && change.after === null))
    return known?.stripePriceId ? [{ code: "price_archived", sku }] : [];
  if (!known?.stripePriceId)
    return fields.includes("active") && known?.active ? [] : [{ code: "price_made", sku }];
  if (fields.includes("unitAmount")) return [{ code: "price_replaced", sku }];
  return [
    ...(fields.includes("prices") ? [{ code: "price_updated" as const, sku }] : []),
    ...(fields.includes("sku") ? [{ code: "price_renamed" as const, sku }] : []),
  ];
}
