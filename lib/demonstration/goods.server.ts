import "server-only";
import { join } from "node:path";
import type { VariantId } from "@/lib/base/ids";
import { type Currency, currency as currencyOf, exponent } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import type { GoodsCategory, GoodsProduct } from "@/lib/catalog/goods/goods";
import { readGoods } from "@/lib/catalog/goods/read-goods.server";
import { CategoryIndex } from "@/lib/catalog/import/category-index";
import { type PlannedProduct, planProduct } from "@/lib/catalog/import/plan-product";
import { categoryRow } from "@/lib/catalog/import/write-lists.server";
import type { categories } from "@/lib/db/schema";
import type { FoundPicture } from "@/lib/model/picture";

/** From the project's folder. A file of the store's own format, as a merchant's: docs/goods.md. */
export const DEMONSTRATION_FILE = "content/demonstration.jsonl";
const WRITTEN_IN = currencyOf("eur");

type Goods = { categories: GoodsCategory[]; products: { product: GoodsProduct; line: number }[] };

/** Reads what the file says, in its own currency. @throws Error that names the line, for a file that the import would refuse */
export async function readDemonstration(path = join(process.cwd(), DEMONSTRATION_FILE)): Promise<Goods> {
  const goods: Goods = { categories: [], products: [] };
  for await (const { record, issues, line } of readGoods({ path, format: "json", currency: WRITTEN_IN })) {
    if (record?.kind === "product") goods.products.push({ product: record.product, line });
    else if (record?.kind === "category") goods.categories.push(record.category);
    else refuse(line, issues[0] ?? { column: "", message: "the demonstration has no collections" });
  }
  return goods;
}

function refuse(line: number, { column, message }: { column: string; message: string }): never {
  throw new Error(`${DEMONSTRATION_FILE}, line ${line}, ${column}: ${message}`);
}

export type CategoryRow = typeof categories.$inferInsert;
export type ProductRows = PlannedProduct & { product: NonNullable<PlannedProduct["product"]> };

type FindPictures = (sources: readonly string[]) => Promise<ReadonlyMap<string, FoundPicture>>;

/** The rows that an import of the file adds to an empty store, with amounts of the same nominal worth in `currency`. */
export async function demonstrationGoods(
  currency: Currency,
  findPictures: FindPictures,
): Promise<{ categories: CategoryRow[]; products: ProductRows[] }> {
  const { categories, products } = await readDemonstration();
  const sources = products.flatMap(({ product }) => product.pictures?.map(({ source }) => source) ?? []);
  const stored = { ...NOTHING_STORED, pictures: await findPictures(sources), videos: new Map() };
  const context = {
    categories: new CategoryIndex(categories.map((own) => ({ ...own, parentSlug: own.parent }))),
    currency,
    now: new Date(),
    fallbackCategory: null,
    keepStock: false,
    knowsByOptions: false,
    nextPosition: () => products.length,
    onMissing: null,
  };
  return {
    categories: categories.map((category) => categoryRow(category, undefined)),
    products: products.map(({ product, line }) => {
      const planned = planProduct(inCurrency(product, currency), line, stored, context);
      if ("issues" in planned) return refuse(line, planned.issues[0] ?? { column: "", message: "refused" });
      return withLastingIds(planned.plan, line);
    }),
  };
}

const NOTHING_STORED = { bySlug: new Map(), byId: new Map(), bySku: new Map(), variantsOf: new Map() };

function inCurrency({ variants, ...product }: GoodsProduct, currency: Currency): GoodsProduct {
  const nominal = (amount: number) => nominalAmount(amount / 10 ** exponent(WRITTEN_IN), currency);
  const orNone = (amount: number | null | undefined) => amount && nominal(amount);
  return {
    ...product,
    variants: variants.map((variant) => ({
      ...variant,
      unitAmount: nominal(variant.unitAmount),
      compareAtAmount: orNone(variant.compareAtAmount),
      costAmount: orNone(variant.costAmount),
    })),
  };
}

/** Ids of variants are made of their SKUs, as the file has those of products, so that a page cached before a reset still works. */
function withLastingIds({ product, variants, ...plan }: PlannedProduct, line: number): ProductRows {
  if (!product) return refuse(line, { column: "", message: "the product is not new" });
  const lasting = variants.map(({ row, was }) => ({
    row: { ...row, id: `var_${row.sku.toLowerCase()}` as VariantId },
    was,
  }));
  return { ...plan, product, variants: lasting };
}
