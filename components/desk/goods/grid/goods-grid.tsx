"use client";

import { type ClipboardEvent, type FocusEvent, Fragment, type MouseEvent, useMemo, useRef } from "react";
import type { GridColumn, GridGoods } from "@/lib/desk/goods/grid-model";
import { ColumnButton } from "../../columns/column-button";
import type { CallTexts } from "../../use-desk-call";
import { type CellPlace, type Edits, placedRows } from "./cells";
import { refusedColumns } from "./grid-columns";
import { gridKeys } from "./grid-keys";
import { GoodsGridRow, type RowTexts } from "./grid-row";
import { SaveBar, type SaveTexts } from "./save-bar";
import { useEdits } from "./use-edits";
import { useGrid } from "./use-grid";
import { useGridSave } from "./use-grid-save";

type Texts = CallTexts &
  RowTexts &
  SaveTexts &
  Record<"label" | "keys" | "goods" | "filled" | "dropped" | "over" | "whole" | "columns", string>;

type Props = { goods: readonly GridGoods[]; columns: readonly GridColumn[]; texts: Texts };

const NONE: Edits = {};
const NO_FIELDS: Readonly<Record<string, string>> = {};

/**
 * A table of variants that is edited as a spreadsheet is: a real table with the roles of a grid, one cell of which has the focus. What was typed stays until
 * it is saved; a product that is refused says why in its rows, and the others are saved.
 */
export function GoodsGrid({ goods, columns, texts }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => placedRows(goods), [goods]);
  const own = useEdits();
  const saving = useGridSave(texts, own.forget);
  const { refusals } = saving;
  const forced = useMemo(
    () => refusedColumns(rows, columns, (id) => refusals[id]?.fields ?? NO_FIELDS),
    [rows, columns, refusals],
  );
  const grid = useGrid({ ...{ rows, columns, forced, own, texts } });
  const { edits } = own;
  const { lines, shown, at, area, editing } = grid;
  const size = { rows: lines.length, columns: shown.length };
  const shownKeys = shown.map(({ id }) => id).join(" ");
  /** The edits of each product alone, the same object as long as they are the same. */
  const ofProduct = useMemo(
    () => Object.fromEntries(Object.entries(edits).map(([id, own]) => [id, { [id]: own }])),
    [edits],
  );

  const placeOf = (target: EventTarget): CellPlace | null => {
    const cell = (target as HTMLElement).closest<HTMLElement>("[data-cell]");
    const [row, column] = cell?.dataset.cell?.split(":").map(Number) ?? [];
    return row === undefined || column === undefined ? null : { row, column };
  };
  const isEditor = (target: EventTarget) => (target as HTMLElement).dataset.editor !== undefined;

  /** Whatever is changed has to be looked at again. */
  const changing = (change: () => void) => {
    change();
    saving.changed();
  };

  const clear = () => changing(grid.clear);
  const undo = () => changing(grid.undo);

  function press(event: MouseEvent) {
    const place = placeOf(event.target);
    if (!place || isEditor(event.target) || event.button !== 0) return;
    if (!event.shiftKey) return grid.go(place);
    event.preventDefault();
    grid.go(place, true);
  }

  function drag(event: MouseEvent) {
    const place = event.buttons === 1 && !editing ? placeOf(event.target) : null;
    if (place && (place.row !== at.row || place.column !== at.column)) grid.go(place, true);
  }

  function open(event: MouseEvent) {
    const place = placeOf(event.target);
    if (place && !isEditor(event.target)) grid.edit(place, null);
  }

  function tap(event: MouseEvent) {
    if ((event.nativeEvent as PointerEvent).pointerType === "touch") open(event);
  }

  function left(event: FocusEvent) {
    const { dataset, value } = event.target as HTMLInputElement;
    if (!editing || dataset.editor === undefined || dataset.leaves !== undefined) return;
    changing(() => grid.commit(editing, value));
  }

  function copy(event: ClipboardEvent) {
    if (editing) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", grid.copied());
  }

  function paste(event: ClipboardEvent) {
    if (editing) return;
    event.preventDefault();
    changing(() => grid.paste(event.clipboardData.getData("text/plain")));
  }

  let row = -1;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <p className="max-w-prose min-w-60 flex-1 text-sm text-quiet">{texts.keys}</p>
        <ColumnButton
          label={texts.columns}
          columns={grid.table.getAllLeafColumns().map((column) => ({
            ...{ id: column.id, name: String(column.columnDef.header), isShown: column.getIsVisible() },
            toggle: (isShown) => column.toggleVisibility(isShown),
          }))}
        />
      </div>
      <div className="max-h-[70vh] overflow-auto rounded-xl border border-line">
        <table
          ref={grid.element}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen and edited is a grid
          role="grid"
          aria-label={texts.label}
          aria-multiselectable
          onKeyDown={(event) => gridKeys(event, { ...grid, clear, undo }, size, () => bar.current?.focus())}
          onMouseDown={press}
          onMouseMove={drag}
          onDoubleClick={open}
          onClick={tap}
          onBlur={left}
          onCopy={copy}
          onPaste={paste}
          className="desk-table min-w-max"
        >
          <thead className="sticky top-0 z-20 bg-raised">
            <tr>
              <th scope="col" className="sticky left-0 z-10 bg-raised">
                {texts.goods}
              </th>
              {shown.map(({ id, columnDef: { header, meta } }) => (
                <th key={id} scope="col" className={meta?.column.kind === "number" ? "text-end" : undefined}>
                  {String(header)}
                </th>
              ))}
            </tr>
          </thead>
          {goods.map((one) => {
            const refusal = refusals[one.id];
            const over = refusal?.over;
            return (
              <Fragment key={one.id}>
                <tbody>
                  {one.rows.map((own, index) => {
                    row += 1;
                    const line = lines[row];
                    if (!line) return null;
                    const isChosen = row >= area.top && row <= area.bottom;
                    return (
                      <GoodsGridRow
                        key={own.sku}
                        line={line}
                        isFirst={index === 0}
                        shown={shownKeys}
                        edits={ofProduct[one.id] ?? NONE}
                        refused={refusal?.fields ?? NO_FIELDS}
                        at={row === at.row ? at.column : null}
                        from={isChosen ? area.left : null}
                        to={isChosen ? area.right : null}
                        editing={editing?.row === row ? editing : null}
                        texts={texts}
                      />
                    );
                  })}
                </tbody>
                {(refusal || !one.isWhole) && (
                  <tbody>
                    <tr>
                      <td colSpan={shown.length + 1}>
                        <div className="sticky left-3 max-w-[min(40rem,80vw)]">
                          {refusal && <p className="text-bad">{refusal.message}</p>}
                          {over && (
                            <button
                              type="button"
                              className="desk-button mt-2"
                              onClick={() => {
                                own.layOver(one.id, over);
                                saving.forgive(one.id);
                              }}
                            >
                              {texts.over}
                            </button>
                          )}
                          {!one.isWhole && <p className="text-quiet">{texts.whole}</p>}
                        </div>
                      </td>
                    </tr>
                  </tbody>
                )}
              </Fragment>
            );
          })}
        </table>
      </div>
      <p role="status" className="sr-only">
        {grid.said}
      </p>
      <SaveBar
        ref={bar}
        edits={edits}
        names={Object.fromEntries(goods.map(({ id, name }) => [id, name]))}
        saving={saving}
        onDiscard={() => changing(() => own.forget("all"))}
        texts={texts}
      />
    </>
  );
}
