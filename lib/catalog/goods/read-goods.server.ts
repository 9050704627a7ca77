import "server-only";
import type { Currency } from "@/lib/base/money";
import { readCsvGoods } from "./csv-goods.server";
import type { GoodsProduct, GoodsRecord } from "./goods";
import type { ImportIssue } from "./issue";
import { readJsonGoods } from "./json-goods.server";
import { NotUtf8, textOf } from "./text-stream.server";

/** What one record of a file is; null with the issues for which it is refused. */
export type ReadGoods = {
  line: number;
  rows: number;
  record: GoodsRecord | null;
  issues: ImportIssue[];
};

type GoodsFile = { path: string; format: "shopify" | "json"; currency: Currency };

/** Reads a file record by record, in the memory of some of them. SKUs and slugs that occur twice are refused. */
export async function* readGoods(
  { path, format, currency }: GoodsFile,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<ReadGoods> {
  const text = textOf(path, onBytes);
  const seen = { slugs: new Map<string, number>(), skus: new Map<string, number>() };
  try {
    for await (const read of format === "json"
      ? readJsonGoods(text, currency)
      : readCsvGoods(text, currency)) {
      const repeated = read.record ? repeats(read.record, read.line, seen) : [];
      yield repeated.length > 0 ? { ...read, record: null, issues: repeated } : read;
    }
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    const issue: ImportIssue = { line: 0, column: "", code: "not_utf8", message: error.message };
    yield { line: 0, rows: 0, record: null, issues: [issue] };
  }
}

function repeats(
  record: GoodsRecord,
  line: number,
  seen: { slugs: Map<string, number>; skus: Map<string, number> },
): ImportIssue[] {
  const slug = slugOf(record);
  const issues = note(seen.slugs, `${record.kind} ${slug}`, line, {
    code: "handle_repeated",
    column: "slug",
    what: slug,
  });
  return record.kind === "product"
    ? [...issues, ...repeatedVariants(record.product, line, seen.skus)]
    : issues;
}

/** Two variants of a product with one SKU, or with one choice. */
export const repeatsWithin = (product: GoodsProduct, line: number): ImportIssue[] =>
  repeatedVariants(product, line, new Map());

function slugOf(record: GoodsRecord): string {
  switch (record.kind) {
    case "product":
      return record.product.slug;
    case "category":
      return record.category.slug;
    case "collection":
      return record.collection.slug;
  }
}

function repeatedVariants(
  { variants }: GoodsProduct,
  line: number,
  skus: Map<string, number>,
): ImportIssue[] {
  const chosen = new Map<string, number>();
  return variants.flatMap(({ sku, options }) => [
    ...note(skus, sku, line, { code: "sku_repeated", column: "sku", what: sku }),
    ...note(chosen, JSON.stringify(Object.entries(options).sort()), line, {
      ...{ code: "options_repeated" as const, column: "options" },
      what: sku,
    }),
  ]);
}

function note(
  seen: Map<string, number>,
  key: string,
  line: number,
  { code, column, what }: { code: ImportIssue["code"]; column: string; what: string },
): ImportIssue[] {
  const before = seen.get(key);
  if (before === undefined) {
    seen.set(key, line);
    return [];
  }
  return [{ line, column, code, message: `${what} occurs before, on line ${before}`, about: what }];
}
