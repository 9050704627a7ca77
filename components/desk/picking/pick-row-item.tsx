"use client";

import { LinePicture } from "@/components/cart/line-picture";
import { formatText } from "@/i18n/format-text";
import type { PickRow } from "@/lib/desk/picking/pick-rows";
import type { PickTexts } from "./pick-board";

type Props = {
  row: PickRow;
  /** So many pieces were taken. */
  taken: number;
  /** Until it is known what was ticked. */
  isOff: boolean;
  isBusy: boolean;
  texts: PickTexts;
  onTake: (isOn: boolean) => void;
  onSetAside: (number: string, sku: string) => void;
};

/** One variant: the whole of it is what one touches to tick it. */
export function PickRowItem({ row, taken, isOff, isBusy, texts, onTake, onSetAside }: Props) {
  const { place, quantity, name, option, sku, image, onHand, orders } = row;
  const isTaken = taken === quantity;
  return (
    <li className="flex flex-wrap items-center gap-x-3 py-2">
      <label
        className={`flex min-h-14 min-w-0 flex-1 basis-72 cursor-pointer items-center gap-3 rounded-lg p-1 hover:bg-sunken ${isTaken ? "text-quiet" : ""}`}
      >
        <input
          type="checkbox"
          checked={isTaken}
          disabled={isOff}
          onChange={({ target }) => onTake(target.checked)}
          className="size-7 shrink-0"
        />
        <LinePicture src={image} className="size-14" />
        <span className="min-w-0 flex-1">
          <span
            className={`figures block [overflow-wrap:anywhere] ${place === null ? "text-quiet" : "text-lg font-medium"}`}
          >
            {place ?? texts.noPlace}
          </span>
          <span className={`block font-medium ${isTaken ? "line-through" : ""}`}>
            <span className="figures text-lg">{quantity} ×</span> {[name, option].filter(Boolean).join(", ")}
          </span>
          <span className="block text-quiet [overflow-wrap:anywhere]">
            {[sku, onHand !== null && formatText(texts.onHand, { onHand })].filter(Boolean).join(" · ")}
          </span>
          <span className="figures block text-quiet">
            {orders.map((one, index) => (
              <span key={one.number}>
                <span className="whitespace-nowrap">{`${one.quantity} × ${one.number}`}</span>
                {index < orders.length - 1 && ", "}
              </span>
            ))}
          </span>
          {taken > 0 && taken < quantity && (
            <span className="block text-warn">{formatText(texts.partTaken, { taken, quantity })}</span>
          )}
        </span>
      </label>
      <details className="ms-11 open:basis-full">
        <summary
          aria-label={`${texts.notFound}: ${sku}`}
          className="inline-flex min-h-11 cursor-pointer items-center text-quiet underline underline-offset-4"
        >
          {texts.notFound}
        </summary>
        <p className="mb-2">{texts.whichWaits}</p>
        <ul className="flex flex-wrap gap-2">
          {orders.map((one) => (
            <li key={one.number}>
              <button
                type="button"
                disabled={isBusy}
                className="desk-button min-h-11"
                onClick={() => onSetAside(one.number, one.sku)}
              >
                {formatText(texts.setAside, { number: one.number })}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
