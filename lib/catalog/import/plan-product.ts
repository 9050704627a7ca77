import { isDeepStrictEqual } from "node:util";
import { inDefaultLanguage, type Localized } from "@/lib/base/i18n-text";
import { newProductId, newVariantId, type ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { GoodsProduct, GoodsVariant } from "@/lib/catalog/goods/goods";
import type { ImportCode, ImportIssue } from "@/lib/catalog/goods/issue";
import type { ProductRow, VariantRow } from "@/lib/catalog/product-facts";
import type { products, variants } from "@/lib/db/schema";
import { adoptOptions } from "./adopt-options";
import type { CategoryIndex } from "./category-index";
import { keptValue, type PlannedChange } from "./import-change";
import { type OnMissing, planPictures, type StoredFiles } from "./plan-pictures";

type NewProduct = Required<Omit<typeof products.$inferInsert, StripesOwn>>;
type NewVariant = Required<Omit<typeof variants.$inferInsert, StripesOwn>>;
/** Kept by the sync with Stripe, by the database, and by drafts. */
type StripesOwn =
  | "onlyInCart"
  | "needsNoSending"
  | "stripeProductId"
  | "stripeUpdated"
  | "agreed"
  | "mirrorVersion"
  | "stripeTaxCode"
  | "stripePriceId"
  | "stripeTaxBehavior"
  | "inStock"
  | "createdAt"
  | "updatedAt";

/** What the database has that a file's records may mean. */
export type StoredGoods = StoredFiles & {
  bySlug: ReadonlyMap<string, ProductRow>;
  byId: ReadonlyMap<string, ProductRow>;
  bySku: ReadonlyMap<string, VariantRow>;
  variantsOf: ReadonlyMap<ProductId, readonly VariantRow[]>;
};

export type ImportContext = {
  categories: CategoryIndex;
  currency: Currency;
  now: Date;
  /** Where a product without a known category goes; null refuses it. */
  fallbackCategory: string | null;
  /** Leaves the stock of known variants as it is. */
  keepStock: boolean;
  /** A variant without an id that has no known SKU may be the one with the same options. In a form it is a new one. */
  knowsByOptions: boolean;
  nextPosition: () => number;
  /** Told of a picture or a video that is not stored yet. Null refuses the product. */
  onMissing: OnMissing | null;
};

export type PlannedProduct = {
  /** `unchanged` writes nothing. */
  kind: "added" | "changed" | "unchanged";
  slug: string;
  product: NewProduct | null;
  variants: { row: NewVariant; was: VariantRow | undefined }[];
  changes: PlannedChange[];
};

/** What a product of a file makes of the database's, if anything. */
export function planProduct(
  given: GoodsProduct,
  line: number,
  stored: StoredGoods,
  context: ImportContext,
): { plan: PlannedProduct } | { issues: ImportIssue[] } {
  const was = stored.byId.get(given.id ?? "") ?? stored.bySlug.get(given.slug);
  const own = was ? (stored.variantsOf.get(was.id) ?? []) : [];
  const goods = given.inOneLanguage && was ? { ...given, ...adoptOptions(given, was.options) } : given;
  const issues: ImportIssue[] = [];
  const report: Report = (column, code, message, about) => {
    issues.push({ line, column, code, message, ...(about && { about }) });
  };
  const taken = stored.bySlug.get(goods.slug);
  if (taken && taken.id !== was?.id)
    report("slug", "handle_repeated", `another product has the address ${goods.slug}`, goods.slug);
  const category = categoryOf(goods, was, context, report);
  const pictures = planPictures(goods, was, stored, {
    missing: (kind, file) => {
      if (context.onMissing) context.onMissing(kind, file);
      else report(file.column, `${kind}_unknown`, `${file.source} is no longer in the store`, file.source);
    },
    refused: ({ line, column }, code, message) => issues.push({ line, column, code, message }),
  });
  const product = productRow(goods, was, { categorySlug: category, ...pictures }, context);
  const rows = variantRows(goods.variants, { productId: product.id, own }, stored, context, report);
  if (issues.length > 0) return { issues };

  const changes = was ? changesOf(null, was, product) : [];
  const changed = rows.filter(
    ({ row, was: before }) => !before || changesOf(row.sku, before, row).length > 0,
  );
  for (const { row, was: before } of changed) {
    if (!was) continue;
    if (before) changes.push(...changesOf(row.sku, before, row));
    else changes.push({ kind: "variant_added", sku: row.sku });
  }
  const named = new Set(rows.map(({ row }) => row.id));
  const gone = own.filter((variant) => variant.active && !named.has(variant.id));
  for (const { sku } of gone) changes.push({ kind: "variant_off_sale", sku });
  const kind = was ? (changes.length > 0 ? "changed" : "unchanged") : "added";
  const isProductSame = was !== undefined && changesOf(null, was, product).length === 0;
  return {
    plan: {
      ...{ kind, slug: goods.slug, changes, product: isProductSame ? null : product },
      variants: [
        ...changed,
        ...gone.map((variant) => ({ row: { ...variant, active: false }, was: variant })),
      ],
    },
  };
}

type Report = (column: string, code: ImportCode, message: string, about?: string) => void;

function categoryOf(
  { categories }: GoodsProduct,
  was: ProductRow | undefined,
  context: ImportContext,
  report: Report,
): string {
  const found = context.categories.find(categories);
  const kept = categories.length === 0 ? was?.categorySlug : undefined;
  const slug = found ?? kept ?? context.fallbackCategory;
  if (slug !== null) return slug;
  const names = categories.map((name) => `"${name.slice(0, 200)}"`).join(" and ") || "nothing";
  report("category", "unknown_category", `the store has no category for ${names}`, categories[0]);
  return "";
}

function productRow(
  goods: GoodsProduct,
  was: ProductRow | undefined,
  planned: Pick<NewProduct, "categorySlug" | "images" | "pictures">,
  { now, nextPosition }: ImportContext,
): NewProduct {
  const text = (
    given: Localized | null | undefined,
    before: Localized | null | undefined,
  ): Localized | null =>
    given === undefined
      ? (before ?? null)
      : goods.inOneLanguage && before && given
        ? { ...before, ...given }
        : given;
  return {
    id: was?.id ?? ((goods.id as ProductId | undefined) || newProductId()),
    slug: goods.slug,
    ...planned,
    name: text(goods.name, was?.name) ?? goods.name,
    description: text(goods.description, was?.description) ?? inDefaultLanguage(""),
    details: goods.details ?? was?.details ?? [],
    options: goods.options,
    vendor: given(goods.vendor, was?.vendor),
    kind: given(goods.kind, was?.kind),
    tags: goods.tags ?? was?.tags ?? [],
    seoTitle: text(goods.seoTitle, was?.seoTitle),
    seoDescription: text(goods.seoDescription, was?.seoDescription),
    position: goods.position ?? was?.position ?? nextPosition(),
    featured: goods.featured ?? was?.featured ?? false,
    active: goods.active ?? was?.active ?? true,
    publishedAt: publishedAt(goods.publishedAt, was, now),
    taxCode: given(goods.taxCode, was?.taxCode),
  };
}

function publishedAt(
  wanted: GoodsProduct["publishedAt"],
  was: ProductRow | undefined,
  now: Date,
): Date | null {
  if (wanted === undefined) return was ? was.publishedAt : now;
  return wanted === "since" ? (was?.publishedAt ?? now) : wanted;
}

const given = <Value>(value: Value | null | undefined, before: Value | null | undefined): Value | null =>
  value === undefined ? (before ?? null) : value;

/**
 * What a variant of a file is in the store: by its id or its SKU, else the one that is chosen by the same options. So neither a file without SKUs nor one
 * with new ones doubles a variant, whose stock and orders stay its own.
 */
function storedVariant(
  variant: GoodsVariant,
  all: readonly GoodsVariant[],
  own: readonly VariantRow[],
  { bySku }: StoredGoods,
  { knowsByOptions }: ImportContext,
): VariantRow | undefined {
  const known = own.find(({ id }) => id === variant.id) ?? bySku.get(variant.sku);
  const isOwn = known !== undefined && own.some(({ id }) => id === known.id);
  if (isOwn || !knowsByOptions || (known && !variant.isSkuMade)) return known;
  const isNamed = (row: VariantRow) => all.some(({ id, sku }) => id === row.id || sku === row.sku);
  const alike = own.filter((row) => isDeepStrictEqual(row.options, variant.options) && !isNamed(row));
  return alike.find(({ active }) => active) ?? (variant.isSkuMade ? alike[0] : undefined) ?? known;
}

function variantRows(
  all: readonly GoodsVariant[],
  { productId, own }: { productId: ProductId; own: readonly VariantRow[] },
  stored: StoredGoods,
  context: ImportContext,
  report: Report,
): PlannedProduct["variants"] {
  const { currency, keepStock } = context;
  return all.map((variant, position) => {
    const was = storedVariant(variant, all, own, stored, context);
    const sku = variant.isSkuMade && was ? was.sku : variant.sku;
    const holder = stored.bySku.get(sku);
    if (holder && holder.productId !== productId) {
      report("sku", "sku_taken", `the SKU ${sku} belongs to another product`, sku);
    } else if (holder && holder.id !== was?.id) {
      report("sku", "sku_taken", `the SKU ${sku} belongs to another variant`, sku);
    }
    const onHand = keepStock && was ? was.onHand : (variant.onHand ?? was?.onHand ?? 0);
    const backorder = variant.backorder ?? was?.backorder ?? false;
    if (onHand < 0 && !backorder) {
      const isGiven = variant.onHand === onHand && !(keepStock && was);
      const code = isGiven ? "quantity_invalid" : "stock_promised";
      report(
        "onHand",
        code,
        `${-onHand} pieces of ${sku} are promised, so it must stay on sale beyond the stock`,
        sku,
      );
    }
    const row: NewVariant = {
      ...{ sku, productId, position, currency, onHand, backorder },
      id: was?.id ?? newVariantId(),
      options: variant.options,
      unitAmount: variant.unitAmount,
      prices: variant.prices ?? was?.prices ?? {},
      compareAtAmount: given(variant.compareAtAmount, was?.compareAtAmount),
      costAmount: given(variant.costAmount, was?.costAmount),
      barcode: given(variant.barcode, was?.barcode),
      storagePlace: given(variant.storagePlace, was?.storagePlace),
      weightGrams: given(variant.weightGrams, was?.weightGrams),
      lowStockAt: given(variant.lowStockAt, was?.lowStockAt),
      active: variant.active ?? was?.active ?? true,
    };
    return { row, was };
  });
}

function changesOf<Row extends object>(
  sku: string | null,
  before: Row,
  after: Partial<Row>,
): PlannedChange[] {
  return (Object.keys(after) as (keyof Row & string)[]).flatMap((field) => {
    const [from, to] = [before[field], after[field]];
    if (isDeepStrictEqual(from, to)) return [];
    return [{ kind: "field" as const, field, sku, from: keptValue(from), to: keptValue(to) }];
  });
}
