import { fieldOfCell, type GridColumn, type GridGoods, type GridRow } from "@/lib/desk/goods/grid-model";

/** A row of the table with the product that it belongs to. */
export type PlacedRow = { goods: GridGoods; row: GridRow };

type Fields = Readonly<Record<string, string>>;

/** What was typed into one product: the version that it was laid upon, the form's fields, what they showed, and the conflicts in which it stays. */
type ProductEdits = { seen: string; fields: Fields; was: Fields; mine: Fields };

export type Edits = Readonly<Record<string, ProductEdits>>;

export type CellPlace = { row: number; column: number };
export type CellArea = { top: number; left: number; bottom: number; right: number };

export const placedRows = (goods: readonly GridGoods[]): PlacedRow[] =>
  goods.flatMap((one) => one.rows.map((row) => ({ goods: one, row })));

/** What a cell holds now; null where there is none. */
export function cellValue({ goods, row }: PlacedRow, column: GridColumn, edits: Edits): string | null {
  const stored = row.cells[column.key] ?? null;
  if (stored === null) return null;
  return edits[goods.id]?.fields[fieldOfCell(column, row.sku)] ?? stored;
}

/** What a choice is called; other values are shown as they are. */
export const shownOf = (column: GridColumn, value: string): string =>
  (column.kind === "choice" && column.choices?.find((one) => one.value === value)?.label) || value;

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^[–\s]+/, "");

/** What somebody typed or pasted, as the form takes it; null when it is none of the column's choices. */
export function readCell({ kind, choices = [] }: GridColumn, typed: string): string | null {
  if (kind === "time") return typed.trim().replace(" ", "T");
  if (kind !== "choice") return typed.trim();
  const wanted = plain(typed);
  const words: Record<string, string> = { true: "on", false: "off", "1": "on", "0": "off" };
  const found =
    choices.find(({ value }) => plain(value) === wanted) ??
    choices.find(({ label }) => plain(label) === wanted) ??
    choices.find(({ value }) => value === words[wanted]);
  return found?.value ?? null;
}

/** Puts a value into a cell. What is as it was is no edit. */
export function withCell(edits: Edits, placed: PlacedRow, column: GridColumn, value: string) {
  const { goods, row } = placed;
  const name = fieldOfCell(column, row.sku);
  const stored = row.cells[column.key] ?? "";
  const own = edits[goods.id] ?? { seen: goods.seen, fields: {}, was: {}, mine: {} };
  const { [name]: _, ...others } = own.fields;
  const fields = value === stored ? others : { ...others, [name]: value };
  const was = { ...own.was, [name]: own.was[name] ?? stored };
  const { [goods.id]: __, ...rest } = edits;
  return Object.keys(fields).length === 0 ? rest : { ...rest, [goods.id]: { ...own, fields, was } };
}

type Filled = { edits: Edits; filled: number; dropped: number; area: CellArea };

/** Fills cells with a block: a single value fills the whole area. A value without a cell, or that is no choice of its column, is left out and counted. */
export function fill(
  edits: Edits,
  rows: readonly PlacedRow[],
  columns: readonly GridColumn[],
  area: CellArea,
  block: readonly (readonly string[])[],
): Filled {
  const isOne = block.length === 1 && block[0]?.length === 1;
  const width = Math.max(...block.map((row) => row.length));
  const bottom = isOne ? area.bottom : area.top + block.length - 1;
  const right = isOne ? area.right : area.left + width - 1;
  let [next, filled, dropped] = [edits, 0, 0];
  for (let row = area.top; row <= bottom; row += 1) {
    for (let at = area.left; at <= right; at += 1) {
      const typed = isOne ? block[0]?.[0] : block[row - area.top]?.[at - area.left];
      if (typed === undefined) continue;
      const [placed, column] = [rows[row], columns[at]];
      const value = column ? readCell(column, typed) : null;
      if (!placed || !column || value === null || cellValue(placed, column, edits) === null) {
        dropped += typed === "" ? 0 : 1;
        continue;
      }
      next = withCell(next, placed, column, value);
      filled += 1;
    }
  }
  const end = { bottom: Math.min(bottom, rows.length - 1), right: Math.min(right, columns.length - 1) };
  return { edits: next, filled, dropped, area: { ...area, ...end } };
}
