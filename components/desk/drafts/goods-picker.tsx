"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { z } from "zod/mini";
import { formatText } from "@/i18n/format-text";

export type PickedLine = { variantId: string; name: string; sku: string; about: string; quantity: number };

type PickerTexts = {
  find: string;
  findHint: string;
  search: string;
  none: string;
  add: string;
  piecesOf: string;
  remove: string;
  empty: string;
  stock: string;
  unreachable: string;
};

const answer = z.object({
  found: z.array(
    z.object({
      variantId: z.string(),
      sku: z.string(),
      name: z.string(),
      price: z.string(),
      available: z.number(),
    }),
  ),
});

type Found = z.infer<typeof answer>["found"][number];

type Props = { lines: readonly PickedLine[]; texts: PickerTexts };

/** The goods of a draft: found by name or SKU, each with its pieces in a field `pieces.<variant>`. */
export function GoodsPicker({ lines: given, texts }: Props) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [lines, setLines] = useState(given);
  const [found, setFound] = useState<Found[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function search() {
    const q = box.current?.value.trim() ?? "";
    if (q.length < 2) return;
    setProblem(null);
    const read = await fetch(`/api/admin/drafts/goods?${new URLSearchParams({ q })}`)
      .then(async (response) => answer.safeParse(await response.json()))
      .catch(() => null);
    if (read?.success) setFound(read.data.found);
    else setProblem(texts.unreachable);
  }

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    // Enter searches; it must not send the draft.
    event.preventDefault();
    search();
  }

  function add({ variantId, name, sku, price, available }: Found) {
    const about = [price, formatText(texts.stock, { count: available })].join(" · ");
    setLines((known) =>
      known.some((line) => line.variantId === variantId)
        ? known.map((line) =>
            line.variantId === variantId ? { ...line, quantity: line.quantity + 1 } : line,
          )
        : [...known, { variantId, name, sku, about, quantity: 1 }],
    );
  }

  return (
    <div className="grid gap-3">
      {lines.length === 0 && <p className="text-quiet">{texts.empty}</p>}
      <ul className="grid gap-2">
        {lines.map((line) => (
          <li key={line.variantId} className="flex flex-wrap items-center gap-3 border-b border-line pb-2">
            <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
              {line.name}
              <span className="block text-quiet">{[line.sku, line.about].filter(Boolean).join(" · ")}</span>
            </span>
            <input
              name={`pieces.${line.variantId}`}
              value={line.quantity}
              onChange={({ target }) => {
                const quantity = Number(target.value.replace(/\D/g, "").slice(0, 2));
                setLines((known) =>
                  known.map((one) => (one.variantId === line.variantId ? { ...one, quantity } : one)),
                );
              }}
              inputMode="numeric"
              aria-label={formatText(texts.piecesOf, { goods: line.name })}
              className="desk-control w-20"
            />
            <button
              type="button"
              className="desk-button"
              aria-label={`${texts.remove}: ${line.name}`}
              onClick={() => setLines((known) => known.filter((one) => one.variantId !== line.variantId))}
            >
              {texts.remove}
            </button>
          </li>
        ))}
      </ul>
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium">
          {texts.find}
        </label>
        <div className="flex gap-2">
          <input
            ref={box}
            id={id}
            onKeyDown={press}
            placeholder={texts.findHint}
            autoComplete="off"
            className="desk-control"
          />
          <button type="button" onClick={search} className="desk-button">
            {texts.search}
          </button>
        </div>
      </div>
      <div role="status">
        {problem && <p className="text-bad">{problem}</p>}
        {found?.length === 0 && <p>{texts.none}</p>}
        {found && found.length > 0 && (
          <ul className="grid gap-1">
            {found.map((one) => (
              <li key={one.variantId} className="flex flex-wrap items-center gap-3">
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {one.name}
                  <span className="block text-quiet">
                    {[one.sku, one.price, formatText(texts.stock, { count: one.available })].join(" · ")}
                  </span>
                </span>
                <button
                  type="button"
                  className="desk-button"
                  aria-label={`${texts.add}: ${one.name}`}
                  onClick={() => add(one)}
                >
                  {texts.add}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
