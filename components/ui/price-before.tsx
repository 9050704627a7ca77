import type { ReactElement } from "react";

/** `text` has a place for `{amount}`, as "Before: {amount}", and no other message in it: see `textWithHoles`. */
type Props = { text: string; amount: ReactElement; className?: string };

/** A price that no longer holds is struck out, and screen readers say so. */
export function PriceBefore({ text, amount, className = "" }: Props) {
  const [before = "", after = ""] = text.split("{amount}");
  return (
    <span className={`text-quiet ${className}`}>
      <span className="sr-only">{before}</span>
      <s>{amount}</s>
      <span className="sr-only">{`${after}. `}</span>
    </span>
  );
}
