"use client";

import { type ColumnVisibilityState, useTable } from "@tanstack/react-table";
import { type RefObject, useMemo, useRef, useState } from "react";
import type { GridColumn } from "@/lib/desk/goods/grid-model";
import { useColumnChoice } from "../../columns/use-column-choice";
import { readBlock, writeBlock } from "./cell-block";
import {
  type CellArea,
  type CellPlace,
  cellValue,
  fill,
  type PlacedRow,
  readCell,
  shownOf,
  withCell,
} from "./cells";
import { GRID, gridColumns } from "./grid-columns";
import type { OwnEdits } from "./use-edits";

export type Editing = CellPlace & {
  /** What was typed to begin; null keeps the value. */ typed: string | null;
};

type Options = {
  rows: readonly PlacedRow[];
  columns: readonly GridColumn[];
  /** Columns that are shown whatever was chosen. */
  forced: ColumnVisibilityState;
  own: OwnEdits;
  texts: { filled: string; dropped: string };
};

/** The table's state: its columns, where one is, what is chosen, and the cell that is open. Places count the columns that are shown. */
export function useGrid({ rows, columns, forced, own, texts }: Options) {
  const element = useRef<HTMLTableElement>(null);
  const { columnVisibility, onColumnVisibilityChange } = useColumnChoice("goods");
  const visibility = useMemo(() => ({ ...columnVisibility, ...forced }), [columnVisibility, forced]);
  const table = useTable({
    ...GRID,
    columns: useMemo(() => gridColumns(columns), [columns]),
    data: rows,
    state: { columnVisibility: visibility },
    onColumnVisibilityChange,
  });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [said, setSaid] = useState("");
  const { edits, change } = own;

  const lines = table.getRowModel().rows;
  const shown = table.getVisibleLeafColumns();
  const fields = shown.flatMap(({ columnDef: { meta } }) => meta?.column ?? []);
  const range = table.state.cellSelection.at(-1);
  const placeOf = (rowId?: string, columnId?: string): CellPlace => ({
    row: Math.max(0, table.getRowModel().rowsById[rowId ?? ""]?.index ?? 0),
    column: Math.max(
      0,
      shown.findIndex(({ id }) => id === columnId),
    ),
  });
  const at = placeOf(range?.focusRowId, range?.focusColumnId);
  const [bounds] = table.getCellSelectionBounds();
  const area: CellArea = bounds
    ? {
        ...{ top: bounds.minRowIndex, left: bounds.minColumnIndex },
        ...{ bottom: bounds.maxRowIndex, right: bounds.maxColumnIndex },
      }
    : { top: at.row, left: at.column, bottom: at.row, right: at.column };

  /** Chooses from one cell to another, which has the focus. */
  function choose(from: CellPlace, to: CellPlace) {
    const [anchor, focus] = [from, to].map(({ row, column }) => [lines[row]?.id, shown[column]?.id]);
    const [anchorRowId, anchorColumnId] = anchor ?? [];
    const [focusRowId, focusColumnId] = focus ?? [];
    if (anchorRowId && anchorColumnId && focusRowId && focusColumnId)
      table.selectCellRange({ anchorRowId, anchorColumnId, focusRowId, focusColumnId });
  }

  function go(to: CellPlace, keepsAnchor = false) {
    const place = {
      row: Math.max(0, Math.min(to.row, lines.length - 1)),
      column: Math.max(0, Math.min(to.column, shown.length - 1)),
    };
    choose(keepsAnchor ? placeOf(range?.anchorRowId, range?.anchorColumnId) : place, place);
    setEditing(null);
    focusCell(element, place);
  }

  function edit(place: CellPlace, typed: string | null) {
    const [placed, column] = [rows[place.row], fields[place.column]];
    if (!placed || !column || cellValue(placed, column, edits) === null) return;
    choose(place, place);
    setEditing({ ...place, typed: column.kind === "choice" ? null : typed });
  }

  /** Takes what stands in the open cell. A value that is none of its choices leaves it as it was. */
  function commit(place: CellPlace, typed: string) {
    const [placed, column] = [rows[place.row], fields[place.column]];
    const value = column ? readCell(column, typed) : null;
    if (placed && column && value !== null) change(withCell(edits, placed, column, value));
    setEditing(null);
  }

  function put(block: string[][]) {
    const { edits: next, filled, dropped, area: over } = fill(edits, rows, fields, area, block);
    change(next);
    choose({ row: over.bottom, column: over.right }, { row: over.top, column: over.left });
    const told = [texts.filled.replace("{count}", String(filled))];
    if (dropped > 0) told.push(texts.dropped.replace("{count}", String(dropped)));
    setSaid(told.join(" "));
  }

  const copied = () =>
    writeBlock(
      rows.slice(area.top, area.bottom + 1).map((placed) =>
        fields.slice(area.left, area.right + 1).map((column) => {
          const value = cellValue(placed, column, edits);
          return value === null ? "" : shownOf(column, value);
        }),
      ),
    );

  return {
    ...{ table, element, lines, shown, at, area, editing, said },
    ...{ go, edit, commit, copied, undo: own.undo },
    clear: () => put([[""]]),
    paste: (text: string) => put(readBlock(text)),
  };
}

export type GridState = ReturnType<typeof useGrid>;

function focusCell(table: RefObject<HTMLTableElement | null>, { row, column }: CellPlace) {
  const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
  cell?.focus();
}
