import "server-only";
import { COLUMNS, type ColumnKey } from "@/lib/catalog/goods/columns";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import { htmlOfText } from "@/lib/catalog/goods/html-text";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { CategoryIndex } from "@/lib/catalog/import/category-index";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { variantImage } from "@/lib/catalog/variant-text";
import type { Database } from "@/lib/db/client";
import { categories } from "@/lib/db/schema";
import { storedProducts } from "./stored-pages.server";

type Cells = Partial<Record<ColumnKey, string | number | null>>;

const KEYS = Object.keys(COLUMNS) as ColumnKey[];
/** A spreadsheet must take these as numbers. */
const NUMBERS = new Set<ColumnKey>(["grams", "quantity", "price", "compareAt", "imagePosition", "cost"]);
const MOST_OPTIONS = 3;

/** The rows of Shopify's product CSV. @param onLeftOut is told the slug of a product that has more options than the format */
export async function* exportCsv(db: Database, onLeftOut: (slug: string) => void): AsyncGenerator<string> {
  const index = new CategoryIndex(await db.select().from(categories));
  yield csvLine(KEYS.map((key) => COLUMNS[key][0]));
  for await (const stored of storedProducts(db)) {
    const sold = stored.variants.filter(({ active }) => active);
    if (stored.product.options.length > MOST_OPTIONS || sold.length === 0) onLeftOut(stored.product.slug);
    else for (const cells of rowsOf({ ...stored, variants: sold }, index)) yield csvLine(lineOf(cells));
  }
}

function* rowsOf({ product, variants }: StoredProduct, index: CategoryIndex): Generator<Cells> {
  const { images, options } = product;
  const picture = images.default ?? "";
  for (const [row, variant] of variants.entries()) {
    const { currency } = variant;
    const hasOwn = Object.values(variant.options).some((value) => images[value] !== undefined);
    const chosen = options.length === 0 ? [["Title", "Default Title"]] : [];
    for (const axis of options) {
      const value = axis.values.find(({ key }) => key === variant.options[axis.key]);
      chosen.push([axis.name.en, value?.label.en ?? ""]);
    }
    yield {
      handle: product.slug,
      ...(row === 0 && {
        title: product.name.en,
        body: htmlOfText(product.description.en),
        vendor: product.vendor,
        category: index.write(product.categorySlug),
        type: product.kind,
        tags: product.tags.join(", "),
        published: product.publishedAt === null ? "FALSE" : "TRUE",
        image: picture,
        imagePosition: picture ? 1 : null,
        imageAlt: picture ? product.name.en : null,
        giftCard: "FALSE",
        seoTitle: product.seoTitle?.en ?? null,
        seoDescription: product.seoDescription?.en ?? null,
        status: product.active ? (product.publishedAt === null ? "draft" : "active") : "archived",
        option1Name: chosen[0]?.[0] ?? null,
        option2Name: chosen[1]?.[0] ?? null,
        option3Name: chosen[2]?.[0] ?? null,
      }),
      option1Value: chosen[0]?.[1] ?? null,
      option2Value: chosen[1]?.[1] ?? null,
      option3Value: chosen[2]?.[1] ?? null,
      sku: variant.sku,
      grams: variant.weightGrams,
      tracker: "shopify",
      quantity: variant.onHand,
      policy: variant.backorder ? "continue" : "deny",
      price: writePrice(variant.unitAmount, currency),
      compareAt: variant.compareAtAmount === null ? null : writePrice(variant.compareAtAmount, currency),
      cost: variant.costAmount === null ? null : writePrice(variant.costAmount, currency),
      barcode: variant.barcode,
      variantImage: hasOwn ? variantImage(images, variant.options) : null,
      weightUnit: "g",
    };
  }
}

function lineOf(cells: Cells): string[] {
  return KEYS.map((key) => {
    const text = String(cells[key] ?? "");
    return NUMBERS.has(key) ? text : withoutFormula(text);
  });
}

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(",")}\n`;
}
