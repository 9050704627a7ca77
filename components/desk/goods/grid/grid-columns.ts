import {
  cellSelectionFeature,
  columnVisibilityFeature,
  createColumnHelper,
  type Row,
  tableFeatures,
} from "@tanstack/react-table";
import { fieldOfCell, type GridColumn } from "@/lib/desk/goods/grid-model";
import type { PlacedRow } from "./cells";

const GRID_FEATURES = tableFeatures({
  cellSelectionFeature,
  columnVisibilityFeature,
  columnMeta: {} as { column: GridColumn },
});

export type GridTableRow = Row<typeof GRID_FEATURES, PlacedRow>;

const column = createColumnHelper<typeof GRID_FEATURES, PlacedRow>();

/** What the table of goods always is. */
export const GRID = {
  features: GRID_FEATURES,
  getRowId: ({ goods, row }: PlacedRow) => `${goods.id} ${row.sku}`,
  // What is chosen stays after a save, which reads the goods anew.
  autoResetCellSelection: false,
  enableMultiCellRangeSelection: false,
};

export const gridColumns = (columns: readonly GridColumn[]) =>
  column.columns(
    columns.map((one) =>
      column.accessor(({ row }) => row.cells[one.key] ?? null, {
        ...{ id: one.key, header: one.label, meta: { column: one } },
      }),
    ),
  );

/** Columns with a cell that was refused, which are shown also where they are hidden, as they say why. */
export function refusedColumns(
  rows: readonly PlacedRow[],
  columns: readonly GridColumn[],
  fieldsOf: (id: string) => Readonly<Record<string, string>>,
): Record<string, true> {
  const refused = columns.filter((one) =>
    rows.some(({ goods, row }) => fieldsOf(goods.id)[fieldOfCell(one, row.sku)] !== undefined),
  );
  return Object.fromEntries(refused.map(({ key }) => [key, true]));
}
