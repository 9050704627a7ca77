import type { ImportIssue } from "@/lib/catalog/goods/issue";
import type { JsonText } from "@/lib/catalog/goods/json-record";

/** What is refused, with the name of the field in the form of a product; null where no field of it is meant. */
export type RefusedField = ImportIssue & { field: string | null };

type ProductText = Extract<JsonText, { type: "product" }>;

/** What a field of a variant is called in the form, by its name in a file. */
const OF_VARIANT: Readonly<Record<string, string>> = {
  ...{ sku: "sku", price: "price", compareAtPrice: "compareAt", cost: "cost", barcode: "barcode" },
  ...{ storagePlace: "place", weightGrams: "weight", lowStockAt: "lowStockAt", onHand: "backorder" },
};

const OF_NEW: Readonly<Record<string, string>> = { sku: "newSku", price: "newPrice", onHand: "newOnHand" };

const OF_PRODUCT = [
  "name",
  "description",
  "details",
  "category",
  "vendor",
  "tags",
  "seoTitle",
  "seoDescription",
];

const IN_LANGUAGES = ["name", "description", "details", "seoTitle", "seoDescription"];

/** @param skus those that the variants have had, in their order; the form's names have them */
export function fieldOf({ column, about }: ImportIssue, record: ProductText, skus: readonly string[]) {
  const [first = "", ...rest] = column.split(".");
  if (first === "variants") return ofVariant(Number(rest[0]), rest.slice(1), skus);
  if (OF_PRODUCT.includes(first)) {
    const language = rest.find((part) => part.length === 2);
    return language && IN_LANGUAGES.includes(first) ? `${first}.${language}` : first;
  }
  const index = record.variants.findIndex(({ sku }) => sku === about);
  return index < 0
    ? null
    : ofVariant(
        record.variants.findLastIndex(({ sku }) => sku === about),
        [first],
        skus,
      );
}

function ofVariant(index: number, [field = "", code = ""]: readonly string[], skus: readonly string[]) {
  const sku = skus[index];
  if (sku === undefined) return OF_NEW[field] ?? null;
  if (field === "prices") return `prices.${code} ${sku}`;
  const name = OF_VARIANT[field];
  return name ? `${name}.${sku}` : null;
}
