import { type GoodsForm, goodsForm } from "./goods-form";

const ABOUT_MERGE = ["seen", "was", "mine", "theirs"];

/** What was typed into a form, by the names of its fields: `price.MUG-S`. */
export const typedValues = (form: GoodsForm): [string, string][] =>
  Object.entries(form).flatMap(([key, value]): [string, string][] => {
    if (ABOUT_MERGE.includes(key) || value === undefined) return [];
    if (typeof value === "string") return [[key, value]];
    return Object.entries(value).map(([inner, text]) => [`${key}.${inner}`, String(text)]);
  });

/** A form of such values. */
export function formOf(seen: string, values: Iterable<readonly [string, string]>): GoodsForm {
  const form: Record<string, unknown> = { seen };
  const inside: Record<string, Record<string, string>> = {};
  for (const [name, text] of values) {
    const [key, inner] = parts(name);
    if (inner === null) form[key] = text;
    else inside[key] = { ...inside[key], [inner]: text };
  }
  return goodsForm.parse({ ...form, ...inside });
}

function parts(name: string): [string, string | null] {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)];
}

const OF_VARIANT = [
  ...["price", "compareAt", "cost", "sku", "barcode", "place", "weight", "lowStockAt", "backorder", "sale"],
  "prices",
];

/** The SKU in the name of a variant's field: `price.MUG-S`, `prices.usd MUG-S`. */
export function skuIn(name: string): string | null {
  const [key, inner] = parts(name);
  if (inner === null || !OF_VARIANT.includes(key)) return null;
  return key === "prices" ? inner.slice("usd ".length) : inner;
}

/** Of fields that make one choice together, the one that stands for them; null for those that say nothing. */
export function choiceOf(name: string, text: string): string | null {
  const [key] = parts(name);
  if (name === "from") return "state";
  if (["newPrice", "newOnHand", "newOption"].includes(key)) return null;
  if (name === "axisValues") return text.trim() === "" ? null : "axisName";
  if (["newSku", "axisName", "addMissing"].includes(name)) return text.trim() === "" ? null : name;
  return name;
}

/** The names of a choice's fields. */
export function namesOf(choice: string, all: readonly string[]): string[] {
  const isOf: Record<string, RegExp> = {
    state: /^(?:state|from)$/,
    newSku: /^new(?:Sku|Price|OnHand|Option\..*)$/,
    axisName: /^axis/,
  };
  const own = isOf[choice];
  return own ? all.filter((name) => own.test(name)) : [choice];
}
