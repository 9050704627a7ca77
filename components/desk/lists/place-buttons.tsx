"use client";

import { type CallTexts, useDeskCall } from "../use-desk-call";

type Props = {
  action: string;
  isFirst: boolean;
  isLast: boolean;
  /** With the name of what is moved. */
  up: string;
  down: string;
  texts: CallTexts;
};

/** Moves a line up or down. */
export function PlaceButtons({ action, isFirst, isLast, up, down, texts }: Props) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const button = (by: "up" | "down", label: string, isOff: boolean) => (
    <button
      type="button"
      aria-label={label}
      disabled={isOff || isBusy}
      className="desk-button min-w-10 px-2"
      onClick={() => call("POST", action, { step: by })}
    >
      {by === "up" ? "↑" : "↓"}
    </button>
  );
  return (
    <span className="flex gap-2">
      {button("up", up, isFirst)}
      {button("down", down, isLast)}
      {refusal && (
        <span role="alert" className="text-bad">
          {refusal.message}
        </span>
      )}
    </span>
  );
}
