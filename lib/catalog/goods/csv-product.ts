import { inDefaultLanguage } from "@/lib/base/i18n-text";
import { type Currency, currency as currencyOf } from "@/lib/base/money";
import { storableText } from "@/lib/base/storable-text";
import type { PricesByCurrency } from "@/lib/model/price";
import { type ColumnKey, currenciesOf } from "./columns";
import { readOptions } from "./csv-options";
import { picturedAxis, readCsvPictures } from "./csv-pictures";
import type { CsvHeader, CsvRow } from "./csv-rows.server";
import type { GoodsProduct, GoodsVariant } from "./goods";
import { textOfHtml } from "./html-text";
import type { ImportCode, ImportIssue } from "./issue";
import { ownPrice, readPrice } from "./price-text";
import { isSlugText, toSlug } from "./slug-text";

/** Letters of a name, a label or another short text. */
const LONGEST_TEXT = 500;
const LONGEST_ABOUT = 80;
const LONGEST_BODY = 50_000;
const MOST_PIECES = 100_000_000;

type Read = { product: GoodsProduct | null; issues: ImportIssue[] };

/** Makes a product of the rows with its handle. With an issue there is no product. */
export function readCsvProduct(
  rows: readonly [CsvRow, ...CsvRow[]],
  header: CsvHeader,
  currency: Currency,
): Read {
  const [first] = rows;
  const issues: ImportIssue[] = [];
  const has = (key: ColumnKey) => header.names[key] !== undefined;
  const issue = (row: CsvRow, key: ColumnKey, code: ImportCode, message: string) => {
    const about = row.cells[key]?.trim().slice(0, LONGEST_ABOUT);
    issues.push({ line: row.line, column: header.names[key] ?? key, code, message, ...(about && { about }) });
  };
  const text = (row: CsvRow, key: ColumnKey, longest = LONGEST_TEXT): string => {
    const cell = row.cells[key] ?? "";
    if (cell.length > longest) {
      issue(row, key, "field_invalid", `it has ${cell.length} letters, more than ${longest}`);
    }
    return storableText(cell);
  };
  /** Undefined where the file has no such column, so that nothing changes. */
  const optional = (row: CsvRow, key: ColumnKey, longest?: number): string | null | undefined =>
    has(key) ? text(row, key, longest) || null : undefined;
  const price = (row: CsvRow, key: ColumnKey, code = currency): number | null => {
    const cell = row.cells[key] ?? "";
    if (cell.trim() === "") return null;
    const read = readPrice(cell, code, { comma: header.delimiter !== "," });
    if (read.ok) return read.amount;
    issue(row, key, read.code, read.message);
    return null;
  };

  const others = currenciesOf(Object.keys(header.names)).map(currencyOf);
  const pricesOf = (row: CsvRow): PricesByCurrency =>
    Object.fromEntries(
      others.flatMap((code) => {
        const amount = price(row, `price/${code}`, code);
        if (amount === null) return [];
        if (code === currency) issue(row, `price/${code}`, "field_invalid", ownPrice(code));
        const compareAt = price(row, `compareAt/${code}`, code);
        return [[code, { amount, ...(compareAt !== null && { compareAt }) }]];
      }),
    );

  const title = text(first, "title");
  if (!title.trim()) issue(first, "title", "title_missing", "the first row of a product needs a title");
  const slug = first.cells.handle?.trim().toLowerCase() || toSlug(title);
  if (!isSlugText(slug)) {
    issue(
      first,
      "handle",
      "handle_invalid",
      `"${slug.slice(0, 80)}" is not an address: small letters, digits and hyphens`,
    );
  }
  const variantRows = rows.filter(isVariant);
  const sold = variantRows.length > 0 ? variantRows : [first];
  const { axes, chosen, missing } = readOptions(rows, sold);
  for (const { row, number } of missing) {
    issue(row, `option${number}Value`, "options_invalid", "each variant needs a value for each option");
  }
  const variants = sold.map((row): GoodsVariant => {
    const options = chosen.get(row) ?? {};
    const own = text(row, "sku").trim();
    const unitAmount = price(row, "price");
    if (unitAmount === null && !row.cells.price?.trim()) {
      issue(row, "price", "price_missing", "each variant needs a price");
    }
    const stock = readStock(row, has, issue);
    return {
      sku: own || [slug, ...Object.values(options)].join("-").toUpperCase(),
      ...(own === "" && { isSkuMade: true }),
      options,
      unitAmount: unitAmount ?? 0,
      active: true,
      ...stock,
      barcode: optional(row, "barcode"),
      storagePlace: optional(row, "storagePlace"),
      ...(has("compareAt") && { compareAtAmount: price(row, "compareAt") }),
      ...(others.length > 0 && { prices: pricesOf(row) }),
      ...(has("cost") && { costAmount: price(row, "cost") }),
      ...(has("grams") && { weightGrams: readGrams(row, issue) }),
    };
  });
  const body = optional(first, "body", LONGEST_BODY);
  const seoTitle = optional(first, "seoTitle");
  const seoDescription = optional(first, "seoDescription", 5_000);
  const axis = picturedAxis(axes)?.key;
  const shownBy = (row: CsvRow) => (axis && chosen.get(row)?.[axis]) || null;
  const product: GoodsProduct = {
    inOneLanguage: true,
    slug,
    categories: [text(first, "category", 2_000), text(first, "type")].filter((name) => name.trim() !== ""),
    name: inDefaultLanguage(title),
    ...(body !== undefined && { description: inDefaultLanguage(body === null ? "" : textOfHtml(body)) }),
    options: axes,
    ...readCsvPictures({ axes, rows, sold, shownBy, header, issue, text }),
    vendor: optional(first, "vendor"),
    kind: optional(first, "type"),
    ...(has("tags") && { tags: readTags(text(first, "tags", 5_000)) }),
    ...(seoTitle !== undefined && { seoTitle: seoTitle === null ? null : inDefaultLanguage(seoTitle) }),
    ...(seoDescription !== undefined && {
      seoDescription: seoDescription === null ? null : inDefaultLanguage(seoDescription),
    }),
    ...readState(first, has),
    variants,
  };
  return { product: issues.length > 0 ? null : product, issues };
}

type Report = (row: CsvRow, key: ColumnKey, code: ImportCode, message: string) => void;

/** A further row of a product may hold nothing but a picture. */
const isVariant = ({ cells }: CsvRow): boolean =>
  Boolean(cells.price?.trim() || cells.sku?.trim() || cells.option1Value);

function readTags(cell: string): string[] {
  return [...new Set(cell.split(",").map((tag) => tag.trim()))].filter((tag) => tag !== "");
}

const isYes = (cell: string | undefined) => ["true", "yes", "1"].includes(cell?.trim().toLowerCase() ?? "");

function readState(
  { cells }: CsvRow,
  has: (key: ColumnKey) => boolean,
): Pick<GoodsProduct, "active" | "publishedAt"> {
  const status = cells.status?.trim().toLowerCase() ?? "";
  const isHidden =
    status === "draft" || (has("published") && Boolean(cells.published?.trim()) && !isYes(cells.published));
  return {
    ...(has("status") && { active: status !== "archived" }),
    ...((has("status") || has("published")) && { publishedAt: isHidden ? null : "since" }),
  };
}

/** What Shopify does not count is sold without end. */
function readStock(
  row: CsvRow,
  has: (key: ColumnKey) => boolean,
  issue: Report,
): Pick<GoodsVariant, "onHand" | "backorder"> {
  const { tracker, policy, quantity } = row.cells;
  const isUncounted = has("tracker") && !tracker?.trim() && !quantity?.trim();
  const beyond = isUncounted || policy?.trim().toLowerCase() === "continue" || isYes(policy);
  const onHand = quantity?.trim() ? Number(quantity) : undefined;
  if (onHand !== undefined && (!Number.isInteger(onHand) || Math.abs(onHand) > MOST_PIECES)) {
    issue(row, "quantity", "quantity_invalid", `"${quantity}" is not a number of pieces`);
  } else if (onHand !== undefined && onHand < 0 && !beyond) {
    issue(
      row,
      "quantity",
      "quantity_invalid",
      "fewer than none are there, and it is not sold beyond the stock",
    );
  }
  return {
    ...(onHand !== undefined && { onHand }),
    ...((has("policy") || has("tracker")) && { backorder: beyond }),
  };
}

function readGrams(row: CsvRow, issue: Report): number | null {
  const cell = row.cells.grams?.trim() ?? "";
  if (cell === "") return null;
  const grams = Math.round(Number(cell.replace(",", ".")));
  if (Number.isFinite(grams) && grams >= 0 && grams <= MOST_PIECES) return grams;
  issue(row, "grams", "weight_invalid", `"${cell}" is not a weight in grams`);
  return null;
}
