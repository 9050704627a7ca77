import "server-only";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type ColumnKey, columnOf } from "./columns";
import { withFormula } from "./formulas";
import type { ImportCode, ImportIssue } from "./issue";

/** Letters. The longest description of a product that is not a mistake. */
const LONGEST_ROW = 1_000_000;
const MOST_COLUMNS = 500;

export type CsvRow = {
  /** Where the row begins. */
  line: number;
  cells: Partial<Record<ColumnKey, string>>;
};

export type CsvHeader = {
  /** The file's own name of each column that is read. */
  names: Partial<Record<ColumnKey, string>>;
  delimiter: "," | ";" | "\t";
};

type Read = { header: CsvHeader } | { row: CsvRow } | { issue: ImportIssue };

const PARSE_CODES: Partial<Record<string, ImportCode>> = {
  CSV_QUOTE_NOT_CLOSED: "quote_not_closed",
  CSV_MAX_RECORD_SIZE: "row_too_long",
};

/** Reads the rows of a CSV one after another; a file that can't be read further ends with an issue. */
export async function* readCsvRows(text: AsyncIterable<string>): AsyncGenerator<Read> {
  const { start, whole } = await firstLine(text);
  const delimiter = delimiterOf(start);
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(whole).on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  let keys: (ColumnKey | undefined)[] | null = null;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const begins = line;
      line = info.lines + 1;
      if (keys) {
        yield rowOf(record, keys, begins);
        continue;
      }
      const read = headerOf(record, delimiter);
      yield read;
      if ("issue" in read) return;
      keys = record.map(columnOf);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = PARSE_CODES[error.code] ?? "row_malformed";
    yield { issue: { line, column: "", code, message: MESSAGES[code] ?? error.message } };
  } finally {
    source.destroy();
  }
}

const MESSAGES: Partial<Record<ImportCode, string>> = {
  quote_not_closed: "a quotation mark opens a cell here, and none closes it",
  row_too_long: `the row is longer than ${LONGEST_ROW} letters; a quotation mark may be missing`,
};

async function firstLine(text: AsyncIterable<string>) {
  const pieces = text[Symbol.asyncIterator]();
  let start = "";
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done) break;
    start += next.value;
    if (start.includes("\n") || start.length > LONGEST_ROW) break;
  }
  async function* whole() {
    if (start) yield start;
    for (let next = await pieces.next(); !next.done; next = await pieces.next())
      if (next.value) yield next.value;
  }
  return { start: start.split(/\r?\n/, 1)[0] ?? "", whole: whole() };
}

function delimiterOf(header: string): CsvHeader["delimiter"] {
  const counted = ([",", ";", "\t"] as const).map((sign) => [header.split(sign).length, sign] as const);
  return counted.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
}

function headerOf(
  record: string[],
  delimiter: CsvHeader["delimiter"],
): { header: CsvHeader } | { issue: ImportIssue } {
  if (record.length > MOST_COLUMNS) {
    const message = `the header has ${record.length} columns, more than ${MOST_COLUMNS}`;
    return { issue: { line: 1, column: "", code: "too_many_columns", message } };
  }
  const names: CsvHeader["names"] = {};
  for (const name of record) {
    const key = columnOf(name);
    if (!key) continue;
    if (names[key] !== undefined) {
      const message = `"${names[key]}" and "${name}" are the same column`;
      return { issue: { line: 1, column: name, code: "column_repeated", message } };
    }
    names[key] = name;
  }
  if (names.title === undefined) {
    const message = `no column is called Title; the first row must name the columns as Shopify does`;
    return { issue: { line: 1, column: "Title", code: "header_unknown", message } };
  }
  return { header: { names, delimiter } };
}

function rowOf(record: string[], keys: readonly (ColumnKey | undefined)[], line: number): Read {
  if (record.length !== keys.length) {
    const message = `the row has ${record.length} cells, and the header ${keys.length}`;
    return { issue: { line, column: "", code: "row_malformed", message } };
  }
  const cells: CsvRow["cells"] = {};
  for (const [index, key] of keys.entries()) if (key) cells[key] = withFormula(record[index] ?? "");
  return { row: { line, cells } };
}
