import type { ReactElement } from "react";
import { textWithHoles } from "@/i18n/format-text";

type Props = {
  /** With `{names}` in it. */
  text: string;
  /** What replaces them: `Price`, `Untranslated`. */
  values: Record<string, ReactElement>;
  className?: string;
};

/** Amounts and names stay when a browser translates the rest. */
export function Filled({ text, values, className }: Props) {
  const parts = textWithHoles(text, Object.keys(values))
    .split(/(\{\w+\})/)
    .filter((part) => part !== "");
  return (
    <span className={className}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence never change places
        <span key={`${index} ${part}`}>{values[part.slice(1, -1)] ?? part}</span>
      ))}
    </span>
  );
}
