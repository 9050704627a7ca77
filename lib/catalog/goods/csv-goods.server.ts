import "server-only";
import type { Currency } from "@/lib/base/money";
import { readCsvProduct } from "./csv-product";
import { type CsvHeader, type CsvRow, readCsvRows } from "./csv-rows.server";
import type { ReadGoods } from "./read-goods.server";
import { toSlug } from "./slug-text";

/** Products of a CSV, whose rows stand together. A row without a handle belongs to the one before, unless it has a title. */
export async function* readCsvGoods(
  text: AsyncIterable<string>,
  currency: Currency,
): AsyncGenerator<ReadGoods> {
  let header: CsvHeader | null = null;
  let group: [CsvRow, ...CsvRow[]] | null = null;
  let handle = "";
  const finish = function* (): Generator<ReadGoods> {
    if (!group || !header) return;
    const [{ line }] = group;
    const { product, issues } = readCsvProduct(group, header, currency);
    yield {
      line,
      rows: group.length,
      record: product && { kind: "product", product },
      issues,
    };
    group = null;
  };
  for await (const read of readCsvRows(text)) {
    if ("header" in read) header = read.header;
    else if ("issue" in read) yield { line: read.issue.line, rows: 1, record: null, issues: [read.issue] };
    else {
      const { row } = read;
      const own =
        row.cells.handle?.trim().toLowerCase() ||
        (row.cells.title?.trim() ? toSlug(row.cells.title) : handle);
      if (group && own === handle) {
        group.push(row);
        continue;
      }
      yield* finish();
      group = [row];
      handle = own;
    }
  }
  yield* finish();
}
