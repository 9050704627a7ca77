"use client";

import { useTable } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import { ColumnButton } from "../columns/column-button";
import { useColumnChoice } from "../columns/use-column-choice";
import { type BulkTexts, ChosenBar, type SendTexts } from "./chosen-bar";
import { type ColumnTexts, ORDER_FEATURES, type OrderInWords, orderColumns } from "./order-columns";
import type { PapersTexts } from "./print-chosen";
import { useOrderKeys } from "./use-order-keys";

type Props = {
  orders: readonly OrderInWords[];
  texts: ColumnTexts & { shownColumns: string };
  /** Null for staff who may only look. */
  bulk: BulkTexts | null;
  papers: PapersTexts | null;
  csv: string | null;
  sending: SendTexts | null;
};

const CARD =
  "max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:border-b max-md:border-line max-md:py-2 max-md:[&>*]:border-0! max-md:[&>*]:px-1! max-md:[&>*]:py-0.5!";

/** A row for each order, which a phone shows as a card; rows that are chosen, with shift from the last one on, and what can be done with them. */
export function OrderTable({ orders, texts, bulk, papers, csv, sending }: Props) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  const { columnVisibility, onColumnVisibilityChange } = useColumnChoice("orders");
  const columns = useMemo(() => orderColumns(texts), [texts]);
  const table = useTable({
    features: ORDER_FEATURES,
    ...{ columns, data: orders, onColumnVisibilityChange },
    getRowId: ({ number }: OrderInWords) => number,
    state: { columnVisibility },
  });
  useOrderKeys(box);

  // What was chosen before the script ran.
  const { setRowSelection } = table;
  useEffect(() => {
    const early = box.current?.querySelectorAll<HTMLInputElement>("[data-choose]:checked") ?? [];
    setRowSelection(Object.fromEntries([...early].map(({ dataset }) => [dataset.choose ?? "", true])));
  }, [setRowSelection]);

  const chosen = table.getSelectedRowModel().rows.map(({ id }) => id);
  const hideable = table.getAllLeafColumns().filter((column) => column.getCanHide());
  return (
    <div ref={box}>
      <div className="mb-2 flex justify-end">
        <ColumnButton
          label={texts.shownColumns}
          columns={hideable.map((column) => ({
            ...{ id: column.id, name: String(column.columnDef.header), isShown: column.getIsVisible() },
            toggle: (isShown) => column.toggleVisibility(isShown),
          }))}
        />
      </div>
      <table className="desk-table max-md:block">
        <thead className="max-md:sr-only">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className={header.column.columnDef.meta?.head}>
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="max-md:block">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className={CARD}>
              {row.getVisibleCells().map((cell) => {
                const { isRowHead, cell: className } = cell.column.columnDef.meta ?? {};
                return isRowHead ? (
                  <th key={cell.id} scope="row" className={className}>
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id} className={className}>
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {bulk && chosen.length > 0 && (
        <ChosenBar
          {...{ texts: bulk, papers, csv, sending, chosen }}
          onNone={() => table.resetRowSelection(true)}
          onDone={() => router.refresh()}
        />
      )}
    </div>
  );
}
