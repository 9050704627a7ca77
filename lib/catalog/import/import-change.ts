/** A value of a field as the file or the database has it; a long one is the beginning of its JSON. */
type ShownValue = unknown;

/** What changes in a product that is there. */
export type PlannedChange =
  | {
      kind: "field";
      field: string /** Of a variant; null for the product's own. */;
      sku: string | null;
      from: ShownValue;
      to: ShownValue;
    }
  | { kind: "variant_added" | "variant_off_sale"; sku: string };

/** One thing that an import changes, to be said in any language. */
export type ImportChange =
  | (PlannedChange & { slug: string })
  | { kind: "product_added"; slug: string; variants: number }
  | { kind: "list"; list: "category" | "collection"; slug: string; isNew: boolean };

const LONGEST_KEPT = 200;
const LONGEST_SHOWN = 60;

/** What is kept of a value, so that a report stays small. */
export function keptValue(value: unknown): ShownValue {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST_KEPT ? `${text.slice(0, LONGEST_KEPT)}…` : (value ?? null);
}

function shown(value: ShownValue): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** A change as the commands print it: "~ mug: unitAmount of MUG-S: 2400 -> 2500". */
export function changeLine(change: ImportChange): string {
  switch (change.kind) {
    case "product_added":
      return `+ ${change.slug} (${change.variants} variants)`;
    case "list":
      return `${change.isNew ? "+" : "~"} ${change.list} ${change.slug}`;
    case "variant_added":
      return `~ ${change.slug}: ${change.sku} is new`;
    case "variant_off_sale":
      return `~ ${change.slug}: ${change.sku} goes off sale`;
    case "field": {
      const of = change.sku === null ? "" : ` of ${change.sku}`;
      return `~ ${change.slug}: ${change.field}${of}: ${shown(change.from)} -> ${shown(change.to)}`;
    }
  }
}
