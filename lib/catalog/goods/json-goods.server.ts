import "server-only";
import { type Currency, currency as currencyOf } from "@/lib/base/money";
import type { GoodsProduct, GoodsRecord, GoodsVariant } from "./goods";
import type { ImportCode, ImportIssue } from "./issue";
import { type JsonRecord, jsonRecord } from "./json-record";
import { ownPrice, readPrice } from "./price-text";
import type { ReadGoods } from "./read-goods.server";
import { isSlugText } from "./slug-text";

const LONGEST_LINE = 5_000_000;
const MOST_ISSUES_OF_LINE = 20;

type Product = Extract<JsonRecord, { type: "product" }>;

/** Records of a JSON Lines file, one for each line that is not empty. */
export async function* readJsonGoods(
  text: AsyncIterable<string>,
  currency: Currency,
): AsyncGenerator<ReadGoods> {
  let line = 0;
  for await (const content of linesOf(text)) {
    line += 1;
    if (content === null) {
      const message = `the line is longer than ${LONGEST_LINE} letters`;
      yield refused(line, [{ line, column: "", code: "row_too_long", message }]);
      return;
    }
    if (content.trim() !== "") yield readJsonLine(content, line, currency);
  }
}

const refused = (line: number, issues: ImportIssue[]): ReadGoods => ({
  ...{ line, issues },
  rows: 1,
  record: null,
});

/** Null for a line that is too long to be read. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string | null> {
  let rest = "";
  for await (const piece of text) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.length > LONGEST_LINE ? null : line;
    if (rest.length > LONGEST_LINE) {
      yield null;
      return;
    }
  }
  if (rest !== "") yield rest;
}

/** One line of such a file. */
export function readJsonLine(content: string, line: number, currency: Currency): ReadGoods {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    const message = `this line is not JSON: ${error instanceof Error ? error.message : error}`;
    return refused(line, [{ line, column: "", code: "json_invalid", message }]);
  }
  const parsed = jsonRecord.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, MOST_ISSUES_OF_LINE).map(({ path, message }) => {
      const column = path.join(".");
      return { line, column, code: "field_invalid" as const, message };
    });
    return refused(line, issues);
  }
  const { data } = parsed;
  const issues: ImportIssue[] = [];
  const report = (column: string, code: ImportCode, message: string) => {
    issues.push({ line, column, code, message });
  };
  if (!isSlugText(data.slug)) {
    report(
      "slug",
      "handle_invalid",
      `"${data.slug.slice(0, 80)}" is not an address: small letters, digits and hyphens`,
    );
  }
  const record = recordOf(data, line, currency, report);
  return issues.length > 0 ? refused(line, issues) : { line, rows: 1, record, issues: [] };
}

type Report = (column: string, code: ImportCode, message: string) => void;

function recordOf(data: JsonRecord, line: number, currency: Currency, report: Report): GoodsRecord {
  switch (data.type) {
    case "product":
      return { kind: "product", product: productOf(data, line, currency, report) };
    case "category": {
      const { type: _, ...category } = data;
      return { kind: "category", category: category };
    }
    case "collection": {
      const { type: _, ...collection } = data;
      return { kind: "collection", collection: collection };
    }
  }
}

type TextPrices = NonNullable<Product["variants"][number]["prices"]>;

const pricesOf = (prices: TextPrices, amount: (field: string, text: string, code: Currency) => number) =>
  Object.fromEntries(
    Object.entries(prices).map(([name, { price, compareAtPrice: before }]) => {
      const code = currencyOf(name);
      const field = (last: string) => `prices.${name}.${last}`;
      const compareAt = before === undefined ? undefined : amount(field("compareAtPrice"), before, code);
      return [
        name,
        { amount: amount(field("price"), price, code), ...(compareAt !== undefined && { compareAt }) },
      ];
    }),
  );

function productOf(data: Product, line: number, currency: Currency, report: Report): GoodsProduct {
  const { type: _, category, variants, pictures, ...rest } = data;
  const values = new Map(
    rest.options.map((axis) => [axis.key, new Set(axis.values.map((value) => value.key))]),
  );
  const given = variants.map((variant, index): GoodsVariant => {
    const { price, compareAtPrice, prices, cost, currency: own, options, ...facts } = variant;
    const at = (field: string) => `variants.${index}.${field}`;
    const amount = (field: string, text: string, code = currency): number => {
      const read = readPrice(text, code);
      if (read.ok) return read.amount;
      report(at(field), read.code, read.message);
      return 0;
    };
    if (own !== undefined && own.toLowerCase() !== currency) {
      report(at("currency"), "currency_other", `the store sells in ${currency.toUpperCase()}`);
    }
    if (prices?.[currency]) report(at(`prices.${currency}`), "field_invalid", ownPrice(currency));
    const isComplete = Object.keys(options).length === values.size;
    if (!isComplete || !Object.entries(options).every(([axis, value]) => values.get(axis)?.has(value))) {
      report(at("options"), "options_invalid", "each variant needs one value of each option, and no other");
    }
    return {
      ...facts,
      options,
      unitAmount: amount("price", price),
      ...(compareAtPrice !== undefined && {
        compareAtAmount: compareAtPrice === null ? null : amount("compareAtPrice", compareAtPrice),
      }),
      ...(prices && { prices: pricesOf(prices, amount) }),
      ...(cost !== undefined && { costAmount: cost === null ? null : amount("cost", cost) }),
    };
  });
  return {
    ...rest,
    categories: category === undefined ? [] : [category],
    ...(pictures && {
      pictures: pictures.map(({ src, alt, of, video }, index) => ({
        ...{ source: src, alt: alt ?? null, of, line },
        column: `pictures.${index}.src`,
        video: video ? { source: video, line, column: `pictures.${index}.video` } : null,
      })),
    }),
    variants: given,
  };
}
