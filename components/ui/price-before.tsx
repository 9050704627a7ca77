import type { ReactElement } from "react";
import { textWithHoles } from "@/i18n/format-text";

/** `text` has a place for `{amount}`, as "Before: {amount}". */
type Props = { text: string; amount: ReactElement; className?: string };

/** A price that no longer holds is struck out, and screen readers say so. */
export function PriceBefore({ text, amount, className = "" }: Props) {
  const [before = "", after = ""] = textWithHoles(text, ["amount"]).split("{amount}");
  return (
    <span className={`text-quiet ${className}`}>
      <span className="sr-only">{before}</span>
      <s>{amount}</s>
      <span className="sr-only">{`${after}. `}</span>
    </span>
  );
}
