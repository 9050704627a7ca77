import { defaultText, inDefaultLanguage } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";
import type { CsvRow } from "./csv-rows.server";
import { toSlug } from "./slug-text";

/** The store filters by `colour`, whatever a file calls it. */
const COLOUR = new Set(["color", "colour", "couleur", "farbe"]);

const NUMBERS = [1, 2, 3] as const;

type Options = {
  axes: OptionAxis[];
  /** The options of each variant, by its row. */
  chosen: Map<CsvRow, Record<string, string>>;
  /** The number of a column whose cell is missing, by its row. */
  missing: { row: CsvRow; number: 1 | 2 | 3 }[];
};

/** Options by the names and values of a product's rows. Shopify writes "Title" and "Default Title" for a product without any. */
export function readOptions(rows: readonly CsvRow[], variantRows: readonly CsvRow[]): Options {
  const axes: OptionAxis[] = [];
  const chosen = new Map<CsvRow, Record<string, string>>(variantRows.map((row) => [row, {}]));
  const missing: Options["missing"] = [];
  for (const number of NUMBERS) {
    const name = rows.map(({ cells }) => cells[`option${number}Name`]).find(Boolean);
    if (!name) continue;
    const values = variantRows.map(({ cells }) => cells[`option${number}Value`] ?? "");
    if (number === 1 && name === "Title" && values.every((value) => !value || value === "Default Title"))
      continue;
    const slug = COLOUR.has(name.trim().toLowerCase()) ? "colour" : toSlug(name) || `option${number}`;
    const key = unused(slug, (taken) => axes.some((axis) => axis.key === taken));
    const axis: OptionAxis = { key, name: inDefaultLanguage(name), values: [] };
    for (const [index, row] of variantRows.entries()) {
      const label = values[index] ?? "";
      if (!label) {
        missing.push({ row, number });
        continue;
      }
      let value = axis.values.find((one) => defaultText(one.label) === label);
      if (!value) {
        const own = unused(toSlug(label) || "value", (taken) => axis.values.some((one) => one.key === taken));
        value = { key: own, label: inDefaultLanguage(label) };
        axis.values.push(value);
      }
      const options = chosen.get(row);
      if (options) options[key] = value.key;
    }
    axes.push(axis);
  }
  return { axes, chosen, missing };
}

function unused(wanted: string, isTaken: (key: string) => boolean): string {
  let key = wanted;
  for (let number = 2; isTaken(key); number += 1) key = `${wanted}-${number}`;
  return key;
}
