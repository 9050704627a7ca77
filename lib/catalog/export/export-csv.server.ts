import "server-only";
import { sql } from "drizzle-orm";
import { csvLine } from "@/lib/base/csv-line";
import { defaultText } from "@/lib/base/i18n-text";
import { currency } from "@/lib/base/money";
import { COLUMNS, type ColumnKey, currencyColumns } from "@/lib/catalog/goods/columns";
import { picturedAxis } from "@/lib/catalog/goods/csv-pictures";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import { htmlOfText } from "@/lib/catalog/goods/html-text";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { writeShownChoices } from "@/lib/catalog/goods/shown-choices";
import { CategoryIndex } from "@/lib/catalog/import/category-index";
import { categoryOf } from "@/lib/catalog/of-catalog";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import type { Database } from "@/lib/db/client";
import { categories } from "@/lib/db/schema";
import { pathOfPicture } from "@/lib/model/picture";
import type { PricesByCurrency } from "@/lib/model/price";
import { videoPath } from "@/lib/model/video";
import { storedProducts } from "./stored-pages.server";

type Cells = Partial<Record<ColumnKey, string | number | null>>;

type Column = [key: ColumnKey, name: string];
const FIXED = Object.entries(COLUMNS).map(([key, [name]]) => [key, name] as Column);
/** A spreadsheet must take these as numbers. */
const NUMBERS = new Set<ColumnKey>(["grams", "quantity", "price", "compareAt", "imagePosition", "cost"]);
const MOST_OPTIONS = 3;

/** The rows of Shopify's product CSV. @param onLeftOut is told the slug of a product that has more options than the format */
export async function* exportCsv(db: Database, onLeftOut: (slug: string) => void): AsyncGenerator<string> {
  const index = new CategoryIndex(await db.select().from(categories));
  const columns = [...FIXED, ...(await pricedIn(db)).flatMap(currencyColumns)];
  yield csvLine(columns.map(([, name]) => name));
  for await (const stored of storedProducts(db)) {
    const sold = stored.variants.filter(({ active }) => active);
    if (stored.product.options.length > MOST_OPTIONS || sold.length === 0) onLeftOut(stored.product.slug);
    else
      for (const cells of rowsOf({ ...stored, variants: sold }, index)) yield csvLine(lineOf(cells, columns));
  }
}

/** The currencies that the merchant has set prices in. */
async function pricedIn(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(
    sql`select distinct jsonb_object_keys(prices) as code from variants order by code`,
  );
  return rows.map(({ code }) => code);
}

const priceCells = (prices: PricesByCurrency): Cells =>
  Object.fromEntries(
    Object.entries(prices).flatMap(([code, { amount, compareAt }]) => {
      const [price, before] = currencyColumns(code).map(([key]) => key);
      const text = (minor: number | undefined) =>
        minor === undefined ? null : writePrice(minor, currency(code));
      return [
        [price, text(amount)],
        [before, text(compareAt)],
      ];
    }),
  );

function* rowsOf({ product, variants }: StoredProduct, index: CategoryIndex): Generator<Cells> {
  const { images, options, pictures } = product;
  const shownBy = picturedAxis(options)?.key;
  const first = pictures.length > 0 ? null : images.default;
  for (const [row, variant] of variants.entries()) {
    const value = shownBy && variant.options[shownBy];
    const chosen = options.length === 0 ? [["Title", "Default Title"]] : [];
    for (const axis of options) {
      const own = axis.values.find(({ key }) => key === variant.options[axis.key]);
      chosen.push([defaultText(axis.name), own ? defaultText(own.label) : ""]);
    }
    yield {
      handle: product.slug,
      ...pictureCells(product, row),
      ...(row === 0 && {
        title: defaultText(product.name),
        body: htmlOfText(defaultText(product.description)),
        vendor: product.vendor,
        category: index.write(categoryOf(product)),
        type: product.kind,
        tags: product.tags.join(", "),
        published: product.publishedAt === null ? "FALSE" : "TRUE",
        ...(first && { image: first, imagePosition: 1, imageAlt: defaultText(product.name) }),
        giftCard: "FALSE",
        seoTitle: product.seoTitle && defaultText(product.seoTitle),
        seoDescription: product.seoDescription && defaultText(product.seoDescription),
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
      price: writePrice(variant.unitAmount, variant.currency),
      compareAt:
        variant.compareAtAmount === null ? null : writePrice(variant.compareAtAmount, variant.currency),
      cost: variant.costAmount === null ? null : writePrice(variant.costAmount, variant.currency),
      barcode: variant.barcode,
      storagePlace: variant.storagePlace,
      variantImage: (value && images[value]) ?? null,
      weightUnit: "g",
      ...priceCells(variant.prices),
    };
  }
  for (let row = variants.length; row < pictures.length; row += 1)
    yield { handle: product.slug, ...pictureCells(product, row) };
}

/** Each row of a product may hold one of its pictures. */
function pictureCells({ pictures, options }: StoredProduct["product"], row: number): Cells {
  const picture = pictures[row];
  return picture
    ? {
        image: pathOfPicture(picture),
        imagePosition: row + 1,
        imageAlt: picture.alt ? defaultText(picture.alt) : null,
        imageVideo: picture.video ? videoPath(picture.video.key) : null,
        imageOf: writeShownChoices(picture.of, options),
      }
    : {};
}

function lineOf(cells: Cells, columns: readonly Column[]): string[] {
  return columns.map(([key]) => {
    const text = String(cells[key] ?? "");
    return NUMBERS.has(key) || key.includes("/") ? text : withoutFormula(text);
  });
}
