import { TRANSLATED } from "@/i18n/languages";
import { routing } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import type { JsonText } from "@/lib/catalog/goods/json-record";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import type { FormProblem, GoodsForm } from "./goods-form";

type ProductText = Extract<JsonText, { type: "product" }>;
type Axis = NonNullable<ProductText["options"]>[number];
type Variant = ProductText["variants"][number];

/** More would be a slip: five options of four values each are a thousand variants. */
const MOST_MADE = 300;

/** The names of options and of their values, and colours, by `axis language`, `axis value language` and `axis value`. */
export function withOptionWords(record: ProductText, form: GoodsForm): ProductText {
  const { optionName = {}, valueName = {}, swatch = {} } = form;
  const named = (was: Localized, given: Readonly<Record<string, string>>, key: string): Localized =>
    Object.fromEntries(
      Object.entries({
        ...was,
        ...Object.fromEntries(
          TRANSLATED.flatMap((locale) => {
            const text = given[`${key} ${locale}`];
            return text === undefined ? [] : [[locale, text.trim()]];
          }),
        ),
      }).filter(([locale, text]) => text !== "" || locale === routing.defaultLocale),
    );
  const options = record.options?.map((axis) => ({
    ...axis,
    name: named(axis.name, optionName, axis.key),
    values: axis.values.map(({ swatch: colour, ...value }) => {
      const key = `${axis.key} ${value.key}`;
      const own = swatch[key]?.trim() ?? colour;
      return { ...value, label: named(value.label, valueName, key), ...(own && { swatch: own }) };
    }),
  }));
  return { ...record, ...(options && { options }) };
}

/** Adds an option. The variants that are there get its first value. */
export function withAxis(record: ProductText, form: GoodsForm, problems: FormProblem[]): ProductText {
  const name = form.axisName?.trim() ?? "";
  const labels = [...new Set((form.axisValues ?? "").split(",").map((one) => one.trim()))].filter(Boolean);
  if (name === "" && labels.length === 0) return record;
  const options = record.options ?? [];
  if (name === "") problems.push({ field: "axisName", code: "axis_incomplete" });
  if (labels.length === 0) problems.push({ field: "axisValues", code: "axis_incomplete" });
  const key = freshKey(
    toSlug(name),
    options.map((axis) => axis.key),
  );
  const values: Axis["values"] = [];
  for (const label of labels)
    values.push({
      key: freshKey(
        toSlug(label),
        values.map((one) => one.key),
      ),
      label: { [routing.defaultLocale]: label },
    });
  const [first] = values;
  if (name === "" || !first) return record;
  const axis: Axis = { key, name: { [routing.defaultLocale]: name }, values };
  return {
    ...record,
    options: [...options, axis],
    variants: record.variants.map((variant) => ({
      ...variant,
      options: { ...variant.options, [key]: first.key },
    })),
  };
}

/** Makes the variants that options allow and that are not there, each like the one that it has most in common with. None of them is on hand. */
export function withMissing(record: ProductText, form: GoodsForm, problems: FormProblem[]): ProductText {
  const options = record.options ?? [];
  if (form.addMissing !== "on" || options.length === 0) return record;
  const all = options.reduce((sum, axis) => sum * axis.values.length, 1);
  if (all - record.variants.length > MOST_MADE) {
    problems.push({ field: "addMissing", code: "too_many_variants" });
    return record;
  }
  const choices = options.reduce<Record<string, string>[]>(
    (before, axis) =>
      before.flatMap((chosen) => axis.values.map(({ key }) => ({ ...chosen, [axis.key]: key }))),
    [{}],
  );
  const variants = [...record.variants];
  for (const chosen of choices) {
    const common = ({ options: own = {} }: Variant) =>
      options.filter(({ key }) => own[key] === chosen[key]).length;
    const like = record.variants.toSorted((one, other) => common(other) - common(one))[0];
    if (!like || common(like) === options.length) continue;
    const sku = freshSku(
      skuOf(record, options, chosen),
      variants.map((one) => one.sku),
    );
    const { barcode: _code, storagePlace: _place, ...same } = like;
    variants.push({ ...same, sku, options: chosen, onHand: 0, active: true });
  }
  return { ...record, variants };
}

/** As the import names a variant without a SKU. */
const skuOf = ({ slug }: ProductText, options: readonly Axis[], chosen: Record<string, string>) =>
  [slug, ...options.map(({ key }) => chosen[key])].join("-").toUpperCase().slice(0, 190);

const freshSku = (wanted: string, taken: readonly string[]) => fresh(wanted, taken);

export const freshKey = (wanted: string, taken: readonly string[]) => fresh(wanted || "value", taken);

function fresh(wanted: string, taken: readonly string[]): string {
  let key = wanted;
  for (let number = 2; taken.includes(key); number += 1) key = `${wanted}-${number}`;
  return key;
}
