"use client";

import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  tableFeatures,
} from "@tanstack/react-table";
import Link from "next/link";
import { formatText } from "@/i18n/format-text";
import { Badge, type Tone } from "../badge";

/** An order in the list, in words. */
export type OrderInWords = {
  number: string;
  placed: { at: string; text: string };
  person: { name: string; about: string };
  state: { text: string; tone: Tone };
  tags: readonly string[];
  goods: string;
  paidWith: string;
  total: string;
  refunded: string | null;
};

const NAMES = ["number", "placed", "person", "state", "goods", "paidWith", "total"] as const;

export type ColumnTexts = {
  columns: Record<(typeof NAMES)[number], string>;
  choose: string;
  chooseAll: string;
};

export const ORDER_FEATURES = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  columnMeta: {} as { head?: string; cell?: string; isRowHead?: true },
});

const column = createColumnHelper<typeof ORDER_FEATURES, OrderInWords>();

/** The columns of the list. An order's box and number always stand there. */
export const orderColumns = ({ columns: names, choose, chooseAll }: ColumnTexts) =>
  column.columns([
    column.display({
      id: "choose",
      enableHiding: false,
      header: ({ table }) => (
        <input
          type="checkbox"
          aria-label={chooseAll}
          ref={(box) => {
            if (box) box.indeterminate = table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected();
          }}
          checked={table.getIsAllRowsSelected()}
          onChange={table.getToggleAllRowsSelectedHandler()}
          className="size-5"
        />
      ),
      cell: ({ row }) => (
        <input
          type="checkbox"
          aria-label={formatText(choose, { number: row.id })}
          data-choose={row.id}
          checked={row.getIsSelected()}
          onChange={row.getToggleSelectedHandler()}
          className="size-5"
        />
      ),
    }),
    column.accessor("number", {
      enableHiding: false,
      header: names.number,
      meta: { isRowHead: true, cell: "figures whitespace-nowrap" },
      cell: ({ row }) => (
        <Link
          href={`/admin/orders/${row.id}`}
          prefetch={false}
          data-order-link
          className="font-medium text-ink underline underline-offset-4"
        >
          {row.id}
        </Link>
      ),
    }),
    column.accessor("placed", {
      header: names.placed,
      meta: { cell: "whitespace-nowrap" },
      cell: ({ row: { original } }) => <time dateTime={original.placed.at}>{original.placed.text}</time>,
    }),
    column.accessor("person", {
      header: names.person,
      meta: { cell: "max-md:w-full" },
      cell: ({ row: { original } }) => (
        <>
          <span className="block [overflow-wrap:anywhere]">{original.person.name}</span>
          <span className="block text-quiet [overflow-wrap:anywhere]">{original.person.about}</span>
        </>
      ),
    }),
    column.accessor("state", {
      header: names.state,
      cell: ({ row: { original } }) => (
        <>
          <Badge tone={original.state.tone}>{original.state.text}</Badge>
          {original.tags.map((tag) => (
            <span key={tag} className="ms-1">
              <Badge>{tag}</Badge>
            </span>
          ))}
        </>
      ),
    }),
    column.accessor("goods", { header: names.goods, meta: { cell: "whitespace-nowrap" } }),
    column.accessor("paidWith", { header: names.paidWith, meta: { cell: "whitespace-nowrap" } }),
    column.accessor("total", {
      header: names.total,
      meta: { head: "text-end", cell: "figures text-end whitespace-nowrap" },
      cell: ({ row: { original } }) => (
        <>
          {original.total}
          {original.refunded && <span className="block text-quiet">{original.refunded}</span>}
        </>
      ),
    }),
  ]);
