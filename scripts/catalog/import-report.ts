import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { changeLine } from "@/lib/catalog/import/import-change";
import type { ImportReport } from "@/lib/catalog/import/import-report";

const FIRST = {
  written: "The goods are in the database. npm run catalog:sync makes their products and prices at Stripe.",
  "would be": "Nothing was written. This would change:",
  same: "Nothing to do: the database has all of this already.",
} as const;

export function describeReport(report: ImportReport, outcome: keyof typeof FIRST): string {
  const { rows, products, variants, categories, collections, pictures, videos } = report;
  const counts = [
    `${rows} rows read`,
    `products: ${products.added} added, ${products.changed} changed, ${products.unchanged} unchanged`,
    `variants: ${variants.added} added, ${variants.changed} changed`,
    ...lists("categories", categories),
    ...lists("collections", collections),
    ...describePictures(pictures),
    ...(videos.missing > 0 ? [`${videos.missing} videos would be fetched or read`] : []),
    ...(videos.brought > 0 ? [`${videos.brought} videos were stored`] : []),
  ];
  const changes = outcome === "would be" ? withRest(report.changes.map(changeLine), report.changeCount) : [];
  return [FIRST[outcome], ...changes.map((change) => `  ${change}`), ...counts].join("\n");
}

export function describePictures({ missing, brought, left, unnamed }: ImportReport["pictures"]): string[] {
  return [
    ...(missing > 0 ? [`${missing} pictures would be fetched or read`] : []),
    ...(brought > 0 ? [`${brought} pictures were stored`] : []),
    ...(left > 0 ? [`${left} pictures were left where they are`] : []),
    ...(unnamed > 0
      ? [`${unnamed} pictures have no alternative text: they are called by their product's name`]
      : []),
  ];
}

/** One line for each refused cell: where, why, and the code for a program. */
export function describeRefusals({ issues, issueCount }: ImportReport): string {
  return ["Some rows can't be taken:", ...withRest(issues.map(describeIssue), issueCount)].join("\n");
}

export function describeIssue({ line, column, code, message }: ImportIssue): string {
  const at = [line > 0 && `line ${line}`, column].filter(Boolean).join(", ");
  return `  ${at ? `${at}: ` : ""}${message} (${code})`;
}

function lists(name: string, { added, changed, unchanged }: ImportReport["categories"]): string[] {
  return added + changed + unchanged === 0
    ? []
    : [`${name}: ${added} added, ${changed} changed, ${unchanged} unchanged`];
}

export const withRest = (shown: readonly string[], all: number): string[] =>
  all > shown.length ? [...shown, `  and ${all - shown.length} more`] : [...shown];
