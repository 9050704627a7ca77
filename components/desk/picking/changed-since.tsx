"use client";

import { formatText } from "@/i18n/format-text";
import type { changedLines, piecesTooMany } from "@/lib/desk/picking/picks";
import type { PickTexts } from "./pick-board";

type TooMany = ReturnType<typeof piecesTooMany>[number];

type Props = {
  changed: ReturnType<typeof changedLines>;
  tooMany: readonly TooMany[];
  texts: PickTexts;
  onGoOn: () => void;
  onPutBack: (one: TooMany) => void;
};

/** What somebody else changed of these orders while they were packed. */
export function ChangedSince({ changed, tooMany, texts, onGoOn, onPutBack }: Props) {
  if (changed.length === 0 && tooMany.length === 0) return null;
  return (
    <div role="alert" className="mb-4 grid gap-3 rounded-xl border border-warn p-4">
      {changed.length > 0 && (
        <div>
          <p className="font-medium">{texts.changed}</p>
          <ul>
            {changed.map((one) => (
              <li key={`${one.number} ${one.sku}`}>{formatText(texts.changedOne, one)}</li>
            ))}
          </ul>
          <button type="button" className="desk-button mt-2 min-h-11" onClick={onGoOn}>
            {texts.goOn}
          </button>
        </div>
      )}
      {tooMany.length > 0 && (
        <div>
          <p className="font-medium">{texts.tooMany}</p>
          <ul className="grid gap-2">
            {tooMany.map((one) => (
              <li key={one.variantId} className="flex flex-wrap items-center gap-3">
                <span>{formatText(texts.tooManyOne, { sku: one.sku, pieces: one.pieces })}</span>
                <button
                  type="button"
                  aria-label={`${texts.putBack}: ${one.sku}`}
                  className="desk-button min-h-11"
                  onClick={() => onPutBack(one)}
                >
                  {texts.putBack}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
