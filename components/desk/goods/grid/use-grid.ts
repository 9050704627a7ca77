"use client";

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { GridColumn, GridGoods } from "@/lib/desk/goods/grid-model";
import { readBlock, writeBlock } from "./cell-block";
import {
  areaOf,
  type CellArea,
  type CellPlace,
  cellValue,
  type Edits,
  fill,
  placedRows,
  readCell,
  shownOf,
  withCell,
} from "./cells";

export type Editing = CellPlace & {
  /** What was typed to begin; null keeps the value. */ typed: string | null;
};

type Options = {
  goods: readonly GridGoods[];
  columns: readonly GridColumn[];
  texts: { filled: string; dropped: string };
};

/** The table's state: where one is, what is chosen, what was typed, and how it was before. */
export function useGrid({ goods, columns, texts }: Options) {
  const table = useRef<HTMLTableElement>(null);
  const rows = useMemo(() => placedRows(goods), [goods]);
  const [at, setAt] = useState<CellPlace>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<CellPlace>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [edits, setEdits] = useState<Edits>({});
  const [past, setPast] = useState<readonly Edits[]>([]);
  const [said, setSaid] = useState("");
  const area = areaOf(at, anchor);

  const change = useCallback(
    (next: Edits) => {
      if (next === edits) return;
      setPast((before) => [...before.slice(-49), edits]);
      setEdits(next);
    },
    [edits],
  );

  function go(to: CellPlace, keepsAnchor = false) {
    const place = {
      row: Math.max(0, Math.min(to.row, rows.length - 1)),
      column: Math.max(0, Math.min(to.column, columns.length - 1)),
    };
    setAt(place);
    if (!keepsAnchor) setAnchor(place);
    setEditing(null);
    focusCell(table, place);
  }

  function edit(place: CellPlace, typed: string | null) {
    const [placed, column] = [rows[place.row], columns[place.column]];
    if (!placed || !column || cellValue(placed, column, place.column, edits) === null) return;
    setAt(place);
    setAnchor(place);
    setEditing({ ...place, typed: column.kind === "choice" ? null : typed });
  }

  /** Takes what stands in the open cell. A value that is none of its choices leaves it as it was. */
  function commit(place: CellPlace, typed: string) {
    const [placed, column] = [rows[place.row], columns[place.column]];
    const value = column ? readCell(column, typed) : null;
    if (placed && column && value !== null) change(withCell(edits, placed, column, place.column, value));
    setEditing(null);
  }

  function put(block: string[][], over: CellArea) {
    const { edits: next, filled, dropped, area: filledArea } = fill(edits, rows, columns, over, block);
    change(next);
    setAt({ row: filledArea.top, column: filledArea.left });
    setAnchor({ row: filledArea.bottom, column: filledArea.right });
    const told = [texts.filled.replace("{count}", String(filled))];
    if (dropped > 0) told.push(texts.dropped.replace("{count}", String(dropped)));
    setSaid(told.join(" "));
  }

  const copied = () =>
    writeBlock(
      rows.slice(area.top, area.bottom + 1).map((placed) =>
        columns.slice(area.left, area.right + 1).map((column, index) => {
          const value = cellValue(placed, column, area.left + index, edits);
          return value === null ? "" : shownOf(column, value);
        }),
      ),
    );

  function undo() {
    const before = past.at(-1);
    if (before === undefined) return;
    setPast(past.slice(0, -1));
    setEdits(before);
  }

  /** Leaves out products that are saved, or all that was typed. */
  const forget = useCallback((ids: readonly string[] | "all") => {
    setPast([]);
    setEdits((all) =>
      ids === "all" ? {} : Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id))),
    );
  }, []);

  /** Lays what was typed over the version that is shown now. */
  const layOver = useCallback((id: string, seen: string) => {
    setEdits((all) => (all[id] ? { ...all, [id]: { ...all[id], seen } } : all));
  }, []);

  // Who has typed something is asked before the page is left.
  const isDirty = Object.keys(edits).length > 0;
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);

  return {
    ...{ table, rows, at, area, editing, edits, said },
    ...{ go, edit, commit, undo, forget, layOver, setEditing, copied },
    clear: () => put([[""]], area),
    paste: (text: string) => put(readBlock(text), area),
  };
}

export type GridState = ReturnType<typeof useGrid>;

function focusCell(table: RefObject<HTMLTableElement | null>, { row, column }: CellPlace) {
  const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
  cell?.focus();
}
