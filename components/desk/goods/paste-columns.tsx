"use client";

import { type ClipboardEvent, type ReactNode, useState } from "react";
import { formatText } from "@/i18n/format-text";
import { readBlock } from "./grid/cell-block";

type Props = { texts: Record<"pasted" | "left", string>; children: ReactNode };

type Field = HTMLInputElement | HTMLSelectElement;

const fieldsOf = (row: Element): Field[] => [
  ...row.querySelectorAll<Field>("input:not([type=hidden]), select"),
];

/** Lets a column or a block of a spreadsheet be pasted into a table of fields, from the field that has the focus on. A single value is pasted as everywhere. */
export function PasteColumns({ texts, children }: Props) {
  const [said, setSaid] = useState("");

  function paste(event: ClipboardEvent) {
    const target = event.target as HTMLElement;
    const block = readBlock(event.clipboardData.getData("text/plain"));
    const row = target.closest("tbody tr");
    if (!row || (block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    const rows = [...(row.parentElement?.children ?? [])];
    const [top, left] = [rows.indexOf(row), fieldsOf(row).indexOf(target as Field)];
    let [filled, dropped] = [0, 0];
    for (const [down, cells] of block.entries()) {
      const fields = rows[top + down] ? fieldsOf(rows[top + down] as Element) : [];
      for (const [right, text] of cells.entries()) {
        const field = fields[left + right];
        if (field && put(field, text)) filled += 1;
        else if (text !== "") dropped += 1;
      }
    }
    setSaid(
      [formatText(texts.pasted, { count: filled }), dropped > 0 && formatText(texts.left, { count: dropped })]
        .filter(Boolean)
        .join(" "),
    );
  }

  return (
    <div onPaste={paste}>
      {children}
      <p role="status" className="mt-1 text-quiet empty:hidden">
        {said}
      </p>
    </div>
  );
}

/** @returns false where a field takes no such value */
function put(field: Field, text: string): boolean {
  if (field instanceof HTMLSelectElement) {
    const wanted = text.toLowerCase();
    const found = [...field.options].find(
      (one) => one.value.toLowerCase() === wanted || one.text.toLowerCase() === wanted,
    );
    if (!found) return false;
    field.value = found.value;
  } else field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
