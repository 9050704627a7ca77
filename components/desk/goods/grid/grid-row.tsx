import { memo } from "react";
import { fieldOfCell, type GridColumn } from "@/lib/desk/goods/grid-model";
import { cellValue, type Edits, shownOf } from "./cells";
import type { GridTableRow } from "./grid-columns";
import type { Editing } from "./use-grid";

export type RowTexts = { cell: string; changed: string; onHand: string };

type Props = {
  line: GridTableRow;
  isFirst: boolean;
  /** The columns that are shown, so that the row is drawn anew with others. */
  shown: string;
  /** Of its product alone, so that other rows are not drawn anew. */
  edits: Edits;
  /** Why cells are refused, by their fields. */
  refused: Readonly<Record<string, string>>;
  /** The column that has the focus, when it is in this row. */
  at: number | null;
  /** The columns that are chosen here. */
  from: number | null;
  to: number | null;
  editing: Editing | null;
  texts: RowTexts;
};

/** A variant's row: its name, and its cells. */
export const GoodsGridRow = memo(function GoodsGridRow(props: Props) {
  const { line, isFirst, texts } = props;
  const { goods, row } = line.original;
  const name = [goods.name, row.option].filter(Boolean).join(", ");
  return (
    <tr className={isFirst ? "border-t-2 border-edge" : undefined}>
      <th
        scope="row"
        className="sticky left-0 z-10 max-w-36 min-w-36 bg-raised text-start [overflow-wrap:anywhere] sm:max-w-64 sm:min-w-56"
      >
        {isFirst ? (
          <a href={`/admin/goods/${goods.id}`} className="text-ink underline underline-offset-4">
            {name}
          </a>
        ) : (
          <span className="text-ink">{name}</span>
        )}
        <span className="figures block text-sm font-normal text-quiet">
          {row.sku} · {texts.onHand.replace("{count}", String(row.onHand))}
        </span>
      </th>
      {line
        .getVisibleCells()
        .map(({ id, column: { columnDef } }, at) =>
          columnDef.meta ? (
            <Cell key={id} {...props} column={columnDef.meta.column} at={at} isAt={props.at === at} />
          ) : null,
        )}
    </tr>
  );
});

type CellProps = Omit<Props, "at"> & { column: GridColumn; at: number; isAt: boolean };

function Cell({ line, at, isAt, from, to, column, edits, refused, editing, texts }: CellProps) {
  const { original: placed, index: row } = line;
  const value = cellValue(placed, column, edits);
  const isChosen = from !== null && to !== null && at >= from && at <= to;
  const focusable = { "data-cell": `${row}:${at}`, tabIndex: isAt ? 0 : -1, "aria-selected": isChosen };
  const chosen = isChosen ? "bg-sunken" : "";
  if (value === null)
    return (
      <td {...focusable} {...{ "aria-readonly": true }} className={`text-quiet ${chosen}`}>
        <span aria-hidden>·</span>
      </td>
    );
  const field = fieldOfCell(column, placed.row.sku);
  const isChanged = edits[placed.goods.id]?.fields[field] !== undefined;
  const problem = refused[field];
  const id = `why-${row}-${at}`;
  return (
    <td
      {...focusable}
      {...(problem && { "aria-invalid": true, "aria-describedby": id })}
      className={`${column.kind === "number" ? "figures text-end" : ""} ${chosen} ${isChanged ? "shadow-[inset_3px_0_0_var(--accent)] font-medium" : ""} ${problem ? "outline-2 -outline-offset-2 outline-bad" : ""} max-w-64 min-w-24 cursor-cell whitespace-nowrap select-none`}
    >
      {editing?.column === at ? (
        <Editor
          column={column}
          value={editing.typed ?? value}
          label={texts.cell.replace("{column}", column.label).replace("{row}", placed.row.sku)}
        />
      ) : (
        <span className="block min-h-6 truncate">{shownOf(column, value)}</span>
      )}
      {isChanged && <span className="sr-only"> ({texts.changed})</span>}
      {problem && (
        <span id={id} className="block max-w-56 text-sm font-normal whitespace-normal text-bad">
          {problem}
        </span>
      )}
    </td>
  );
}

/** The open cell. The table listens to its keys, and takes its value when it is left. */
function Editor({ column, value, label }: { column: GridColumn; value: string; label: string }) {
  const shared = {
    "aria-label": label,
    "data-editor": "",
    defaultValue: value,
    className: "desk-control min-w-24 py-0",
  };
  if (column.kind === "choice")
    return (
      // biome-ignore lint/a11y/noAutofocus: a cell is opened by a key or a press in it
      <select autoFocus {...shared}>
        {column.choices?.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    );
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: a cell is opened by a key or a press in it
      autoFocus
      autoComplete="off"
      type={column.kind === "time" ? "datetime-local" : "text"}
      inputMode={column.kind === "number" ? "decimal" : undefined}
      {...shared}
    />
  );
}
