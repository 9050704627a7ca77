import "server-only";
import { asc, count, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import { currency as currencyOf } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { categoryOf } from "@/lib/catalog/of-catalog";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { optionLabel } from "@/lib/catalog/variant-text";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency, soldCurrencies } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { allCategories } from "./categories.server";
import { SALE_STATES } from "./goods-form";
import { versionsOf } from "./goods-version.server";
import type { GridColumn, GridGoods, GridRow } from "./grid-model";
import { listGoods, type readGoodsFilter } from "./list-goods.server";
import { saleState } from "./sale-state";

/** Rows of a page. A product with more variants goes on on the next one. */
const MOST_ROWS = 200;

type Filter = ReturnType<typeof readGoodsFilter>;

type Grid = {
  columns: GridColumn[];
  goods: GridGoods[];
  /** Where the next page begins: after a product, and so many variants of the next one left out. */
  next: { after: string | null; skip: number } | null;
};

/** The goods that a filter finds, as a table of their variants, a page at a time. @param skip variants of the first product that earlier pages have shown */
export async function readGrid(filter: Filter, skip: number, locale: Locale): Promise<Grid> {
  const [columns, listed] = [await columnsIn(locale), await listGoods(filter)];
  const ids = listed.goods.map(({ id }) => id);
  const counted = new Map(
    (ids.length === 0
      ? []
      : await db()
          .select({ id: variants.productId, skus: count() })
          .from(variants)
          .where(inArray(variants.productId, ids))
          .groupBy(variants.productId)
    ).map(({ id, skus }) => [id, skus]),
  );
  const { taken, next } = pageOf(listed, counted, filter.after, skip);
  const stored = await loadProducts(taken);
  const now = new Date();
  const goods = stored.map((one, index): GridGoods => {
    const from = index === 0 ? skip : 0;
    const shown = one.variants.slice(from, from + MOST_ROWS);
    const cellsOf = cellsIn(columns, one, now);
    return {
      ...{ id: one.product.id, name: inLocale(one.product.name, locale) },
      seen: JSON.stringify(versionsOf(one)),
      isWhole: shown.length === one.variants.length,
      rows: shown.map((variant, at): GridRow => {
        const { sku, onHand } = variant;
        const option = inLocale(optionLabel(one.product.options, variant.options), locale);
        return { sku, onHand, option, cells: cellsOf(variant, at === 0) };
      }),
    };
  });
  return { columns, goods, next };
}

type Listed = Awaited<ReturnType<typeof listGoods>>;

/** So many products of the list that their rows fill a page. */
function pageOf(
  { goods, after: listAfter }: Listed,
  counted: ReadonlyMap<ProductId, number>,
  before: string | null,
  skip: number,
): { taken: ProductId[]; next: Grid["next"] } {
  const taken: ProductId[] = [];
  let [rows, last] = [0, before];
  for (const [index, { id, slug }] of goods.entries()) {
    const own = (counted.get(id) ?? 0) - (index === 0 ? skip : 0);
    if (index > 0 && rows + own > MOST_ROWS) return { taken, next: { after: last, skip: 0 } };
    taken.push(id);
    if (own > MOST_ROWS) return { taken, next: { after: last, skip: skip + MOST_ROWS } };
    rows += own;
    last = slug;
  }
  return { taken, next: listAfter === null ? null : { after: listAfter, skip: 0 } };
}

/** In the order of their ids as given. */
async function loadProducts(ids: readonly ProductId[]): Promise<StoredProduct[]> {
  if (ids.length === 0) return [];
  const rows = await db()
    .select()
    .from(products)
    .where(inArray(products.id, [...ids]));
  const own = await db()
    .select()
    .from(variants)
    .where(inArray(variants.productId, [...ids]))
    .orderBy(asc(variants.position), asc(variants.id));
  return ids.flatMap((id) => {
    const product = rows.find((row) => row.id === id);
    return product ? [{ product, variants: own.filter(({ productId }) => productId === id) }] : [];
  });
}

async function columnsIn(locale: Locale): Promise<GridColumn[]> {
  const t = translator(locale, "desk-goods");
  const own = ownCurrency();
  const others = soldCurrencies().filter((code) => code !== own);
  const yesNo = [
    { value: "on", label: t("yes") },
    { value: "off", label: t("no") },
  ];
  const amount = (key: string, label: string): GridColumn => ({ key, label, of: "variant", kind: "number" });
  const currency = own.toUpperCase();
  return [
    amount("price", t("grid.price", { currency })),
    ...others.map((code) => amount(`prices.${code}`, t("grid.price", { currency: code.toUpperCase() }))),
    amount("compareAt", t("grid.before", { currency })),
    amount("cost", t("grid.cost", { currency })),
    { key: "sku", label: t("fields.sku"), of: "variant", kind: "text" },
    { key: "barcode", label: t("fields.barcode"), of: "variant", kind: "text" },
    { key: "place", label: t("fields.storagePlace"), of: "variant", kind: "text" },
    { key: "weight", label: t("grid.weight"), of: "variant", kind: "number" },
    { key: "lowStockAt", label: t("lowAt"), of: "variant", kind: "number" },
    { key: "backorder", label: t("grid.backorder"), of: "variant", kind: "choice", choices: yesNo },
    { key: "sale", label: t("onSale"), of: "variant", kind: "choice", choices: yesNo },
    {
      ...{ key: "category", label: t("grid.category"), of: "product", kind: "choice" },
      choices: (await allCategories(locale)).map(({ slug, name }) => ({ value: slug, label: name })),
    },
    { key: "tags", label: t("grid.tags"), of: "product", kind: "text" },
    {
      ...{ key: "state", label: t("grid.state"), of: "product", kind: "choice" },
      choices: SALE_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
    },
    { key: "from", label: t("grid.from"), of: "product", kind: "time" },
  ];
}

type Variant = StoredProduct["variants"][number];

function cellsIn(columns: readonly GridColumn[], { product }: StoredProduct, now: Date) {
  const own = ownCurrency();
  const amount = (minor: number | null | undefined, code = own) =>
    minor === null || minor === undefined ? "" : writePrice(minor, code);
  const from = product.publishedAt;
  const ofProduct: Record<string, string> = {
    ...{ category: categoryOf(product), tags: product.tags.join(", "), state: saleState(product, now) },
    from: from ? minuteIn(from, shopTimeZone()).replace(" ", "T") : "",
  };
  return (variant: Variant, isFirst: boolean): GridRow["cells"] => {
    const ofVariant: Record<string, string> = {
      ...{ price: amount(variant.unitAmount), compareAt: amount(variant.compareAtAmount) },
      ...{ cost: amount(variant.costAmount), sku: variant.sku, barcode: variant.barcode ?? "" },
      ...{ place: variant.storagePlace ?? "", weight: String(variant.weightGrams ?? "") },
      lowStockAt: String(variant.lowStockAt ?? ""),
      backorder: variant.backorder ? "on" : "off",
      sale: variant.active ? "on" : "off",
    };
    return Object.fromEntries(
      columns.flatMap(({ key, of }): [string, string][] => {
        if (of === "product") return isFirst ? [[key, ofProduct[key] ?? ""]] : [];
        const code = key.startsWith("prices.") ? currencyOf(key.slice("prices.".length)) : null;
        return [[key, code ? amount(variant.prices[code]?.amount, code) : (ofVariant[key] ?? "")]];
      }),
    );
  };
}
