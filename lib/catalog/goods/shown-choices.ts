import { defaultText } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";

type Read = { ok: true; of: string[] } | { ok: false; label: string };

/**
 * What of a product a picture shows, as a cell says it: `Sand; Moss + Large` are two choices, the second of two values that must both be chosen.
 * A backslash stands before a `;`, a `+` or a backslash of a label.
 * @returns keys of values, joined by `+`; or the first label that no option has
 */
export function readShownChoices(cell: string, axes: readonly OptionAxis[]): Read {
  const of: string[] = [];
  for (const choice of parts(cell, ";")) {
    const keys: string[] = [];
    for (const part of parts(choice, "+")) {
      const label = part.replace(ESCAPED, "$1");
      const value = axes.flatMap(({ values }) => values).find((one) => defaultText(one.label) === label);
      if (!value) return { ok: false, label };
      keys.push(value.key);
    }
    of.push(keys.join("+"));
  }
  return { ok: true, of };
}

/** The cell for what `of` has of the product's options. */
export function writeShownChoices(of: readonly string[], axes: readonly OptionAxis[]): string {
  const values = axes.flatMap((axis) => axis.values);
  const labelsOf = (choice: string) =>
    choice.split("+").map((key) => {
      const value = values.find((one) => one.key === key);
      return value && defaultText(value.label).replace(SEPARATORS, "\\$&");
    });
  return of
    .map(labelsOf)
    .filter((labels) => labels.every((label) => label !== undefined))
    .map((labels) => labels.join(" + "))
    .join("; ");
}

const SEPARATORS = /[;+\\]/g;
const ESCAPED = /\\(.)/g;

/** Without those that are empty. */
function parts(text: string, separator: ";" | "+"): string[] {
  const found = text.match(separator === ";" ? /(?:\\.|[^;\\])+/g : /(?:\\.|[^+\\])+/g) ?? [];
  return found.map((part) => part.trim()).filter((part) => part !== "");
}
