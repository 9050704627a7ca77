import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { withFormula } from "@/lib/catalog/goods/formulas";
import { meantOrderNumber } from "@/lib/desk/orders/search-text";

const MOST_ROWS = 500;

/** How programs name the columns, without signs and in small letters. */
const NAMES = {
  order: ["order", "ordernumber", "orderno", "number", "reference", "commande", "bestellung", "referenz"],
  carrier: ["carrier", "service", "transporteur", "versender"],
  tracking: ["tracking", "trackingnumber", "trackingno", "numerodesuivi", "suivi", "sendungsnummer"],
  link: ["link", "url", "trackingurl", "trackinglink"],
} as const;

type Column = keyof typeof NAMES;

export type TrackingRow = Record<Column, string> & {
  /** Where it begins in the file, from 1. */
  line: number;
};

type TrackingFile =
  | { ok: true; rows: TrackingRow[] }
  | { ok: false; code: "csv_malformed" | "csv_columns" | "csv_empty" | "csv_too_long" };

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** Reads a file of tracking numbers: any order of columns, with commas, semicolons or tabs between. */
export function readTracking(text: string): TrackingFile {
  let records: z.output<typeof parsed>;
  try {
    records = parsed.parse(
      parse(text, {
        ...{ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true },
        delimiter: delimiterOf(text),
      }),
    );
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, code: "csv_malformed" };
    throw error;
  }
  const [head, ...rest] = records;
  const places = columnsOf(head?.record ?? []);
  if (places.order === undefined || places.tracking === undefined) return { ok: false, code: "csv_columns" };
  if (rest.length === 0) return { ok: false, code: "csv_empty" };
  if (rest.length > MOST_ROWS) return { ok: false, code: "csv_too_long" };
  const cell = (record: string[], column: Column) => withFormula(record[places[column] ?? -1] ?? "").trim();
  return {
    ok: true,
    rows: rest.map(({ record, info }) => ({
      ...{ line: info.lines, order: cell(record, "order").toUpperCase(), carrier: cell(record, "carrier") },
      ...{ tracking: cell(record, "tracking"), link: cell(record, "link") },
    })),
  };
}

function delimiterOf(text: string): string {
  const [head = ""] = text.split(/\r?\n/, 1);
  const counted = [",", ";", "\t"].map((sign) => [head.split(sign).length, sign] as const);
  return counted.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
}

function columnsOf(head: readonly string[]): Partial<Record<Column, number>> {
  const plain = head.map((name) =>
    name
      .normalize("NFKD")
      .toLowerCase()
      .replaceAll(/[^a-z]/g, ""),
  );
  const places: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(NAMES) as Column[]) {
    const known: readonly string[] = NAMES[column];
    const place = plain.findIndex((name) => known.includes(name));
    if (place >= 0) places[column] = place;
  }
  return places;
}

const LONGEST_NUMBER = 20;

/** The orders that a file names, each once, as the log keeps them; none where it can't be read. */
export function trackedOrders(text: string): string[] {
  const read = readTracking(text);
  const named = read.ok ? read.rows.map(({ order }) => meantOrderNumber(order) ?? order) : [];
  return [...new Set(named.filter((order) => order !== "" && order.length <= LONGEST_NUMBER))];
}
