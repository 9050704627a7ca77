/** A column of the table of goods. `key` says which field of a product's form it is. */
export type GridColumn = {
  key: string;
  label: string;
  of: "product" | "variant";
  kind: "text" | "number" | "time" | "choice";
  /** Of a choice: what the form takes, and how it is called. */
  choices?: readonly { value: string; label: string }[];
};

/** A variant, with its cells by the keys of their columns. A product's first row alone has the product's own cells. */
export type GridRow = {
  sku: string;
  option: string;
  onHand: number;
  cells: Readonly<Record<string, string>>;
};

/** A product with its rows; `seen` is the version that a save is laid upon. */
export type GridGoods = {
  id: string;
  name: string;
  seen: string;
  rows: GridRow[];
  isWhole: boolean;
};

/** The name of a cell's field in the form of its product. */
export function fieldOfCell({ key, of }: Pick<GridColumn, "key" | "of">, sku: string): string {
  if (of === "product") return key;
  return key.startsWith("prices.") ? `${key} ${sku}` : `${key}.${sku}`;
}
