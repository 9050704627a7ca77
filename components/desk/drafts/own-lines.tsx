"use client";

import { useRef, useState } from "react";
import { formatText } from "@/i18n/format-text";
import { TextField } from "../field";

export type OwnLine = {
  name: string;
  price: string;
  quantity: number;
  grams: string;
  taxCode: string;
  needsNoSending?: boolean | undefined;
};

type OwnTexts = {
  lead: string;
  add: string;
  line: string;
  name: string;
  price: string;
  pieces: string;
  grams: string;
  gramsHint: string;
  tax: string;
  taxHint: string;
  noSending: string;
  noSendingHint: string;
  remove: string;
};

type Props = { lines: readonly OwnLine[]; texts: OwnTexts };

/** What a draft has that the catalogue has not, such as a repair. All of it is one field, as JSON. */
export function OwnLines({ lines: given, texts }: Props) {
  const [lines, setLines] = useState(() =>
    given.map((line, key) => ({ ...line, quantity: String(line.quantity), key })),
  );
  const next = useRef(given.length);

  const change = (key: number, part: Partial<(typeof lines)[number]>) =>
    setLines((known) => known.map((one) => (one.key === key ? { ...one, ...part } : one)));

  function add() {
    const key = next.current;
    next.current += 1;
    setLines((known) => [
      ...known,
      { key, name: "", price: "", quantity: "1", grams: "", taxCode: "", needsNoSending: false },
    ]);
  }

  const sent = lines.map(({ key: _, ...line }) => line);
  return (
    <div className="mt-4 grid gap-3 border-t border-line pt-4">
      <p className="text-quiet">{texts.lead}</p>
      <input type="hidden" name="own" value={JSON.stringify(sent)} />
      {lines.map(({ key, name, price, quantity, grams, taxCode, needsNoSending = false }, index) => (
        <fieldset
          key={key}
          className="grid grid-cols-2 items-start gap-3 border-b border-line pb-4 sm:grid-cols-4"
        >
          <legend className="sr-only">{formatText(texts.line, { number: index + 1 })}</legend>
          <div className="col-span-full">
            <TextField
              label={texts.name}
              maxLength={120}
              value={name}
              onChange={({ target }) => change(key, { name: target.value })}
            />
          </div>
          <TextField
            label={texts.price}
            inputMode="decimal"
            maxLength={20}
            value={price}
            onChange={({ target }) => change(key, { price: target.value })}
          />
          <TextField
            label={texts.pieces}
            inputMode="numeric"
            value={quantity}
            onChange={({ target }) => change(key, { quantity: target.value.replace(/\D/g, "").slice(0, 2) })}
          />
          <TextField
            label={texts.grams}
            hint={texts.gramsHint}
            inputMode="numeric"
            value={needsNoSending ? "" : grams}
            disabled={needsNoSending}
            onChange={({ target }) => change(key, { grams: target.value.replace(/\D/g, "").slice(0, 6) })}
          />
          <TextField
            label={texts.tax}
            hint={texts.taxHint}
            placeholder="txcd_…"
            maxLength={13}
            value={taxCode}
            onChange={({ target }) => change(key, { taxCode: target.value.trim() })}
          />
          <label className="col-span-full flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              checked={needsNoSending}
              onChange={({ target }) => change(key, { needsNoSending: target.checked })}
              className="size-5 shrink-0"
            />
            <span>
              {texts.noSending} <span className="text-quiet">{texts.noSendingHint}</span>
            </span>
          </label>
          <p className="col-span-full">
            <button
              type="button"
              className="desk-button"
              aria-label={`${texts.remove}: ${name || formatText(texts.line, { number: index + 1 })}`}
              onClick={() => setLines((known) => known.filter((one) => one.key !== key))}
            >
              {texts.remove}
            </button>
          </p>
        </fieldset>
      ))}
      <p>
        <button type="button" onClick={add} className="desk-button">
          {texts.add}
        </button>
      </p>
    </div>
  );
}
