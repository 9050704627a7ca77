import { TRANSLATED } from "@/i18n/languages";
import type { Locale } from "@/i18n/routing";
import { currency as currencyOf } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { categoryOf } from "@/lib/catalog/of-catalog";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { pathOfPicture } from "@/lib/model/picture";
import { videoPath } from "@/lib/model/video";
import type { GoodsChange } from "./goods-changes";
import { saleState } from "./sale-state";

/** A field of a product's form, and what it shows. */
export type FormValue = {
  /** What the form calls it. */
  name: string;
  /** What a change of it is called. */
  field: GoodsChange["field"];
  language: Locale | null;
  /** Of a variant. */
  sku: string | null;
  text: string;
  /** What it is told apart by, where that is not the text. */
  exact?: string;
};

const IN_LANGUAGES = ["name", "description", "details", "seoTitle", "seoDescription"] as const;

type Variant = StoredProduct["variants"][number];

const amount = (minor: number | null, { currency }: Variant) =>
  minor === null ? "" : writePrice(minor, currency);
const yesNo = (is: boolean) => (is ? "on" : "off");

/** The fields that every variant has, by what the form calls them. */
const OF_VARIANT = {
  price: ["unitAmount", (variant) => amount(variant.unitAmount, variant)],
  compareAt: ["compareAtAmount", (variant) => amount(variant.compareAtAmount, variant)],
  cost: ["costAmount", (variant) => amount(variant.costAmount, variant)],
  sku: ["sku", ({ sku }) => sku],
  barcode: ["barcode", ({ barcode }) => barcode ?? ""],
  place: ["storagePlace", ({ storagePlace }) => storagePlace ?? ""],
  weight: ["weightGrams", ({ weightGrams }) => String(weightGrams ?? "")],
  lowStockAt: ["lowStockAt", ({ lowStockAt }) => String(lowStockAt ?? "")],
  backorder: ["backorder", ({ backorder }) => yesNo(backorder)],
  sale: ["active", ({ active }) => yesNo(active)],
} satisfies Record<string, [GoodsChange["field"], (variant: Variant) => string]>;

/** In the order in which the form's version has them. */
export const VARIANT_NAMES = Object.keys(OF_VARIANT) as (keyof typeof OF_VARIANT)[];

/** All that a variant's row shows and takes. Its stock is only shown. */
export function variantValues(variant: Variant): FormValue[] {
  const { sku } = variant;
  return [
    ...VARIANT_NAMES.map((name) => {
      const [field, textOf] = OF_VARIANT[name];
      return { name: `${name}.${sku}`, field, language: null, sku, text: textOf(variant) };
    }),
    ...Object.entries(variant.prices).map(([code, { amount }]) => ({
      ...{ name: `prices.${code} ${sku}`, field: "prices" as const, language: null, sku },
      text: writePrice(amount, currencyOf(code)),
    })),
  ];
}

/** When it is sold, which is one choice of two fields: `at 2031-07-01 09:00`, `on`, `draft` or `off`. */
export const saleText = (state: string, from: string): string =>
  state === "at" ? `at ${from.replace("T", " ").slice(0, "2031-07-01 09:00".length)}` : state;

type Clock = { now: Date; timeZone: string };

/** All that a product's form shows of the product itself. */
export function productValues({ product, variants }: StoredProduct, { now, timeZone }: Clock): FormValue[] {
  const { active, publishedAt } = product;
  const at = publishedAt ? minuteIn(publishedAt, timeZone) : "";
  const none = { language: null, sku: null };
  return [
    ...IN_LANGUAGES.flatMap((field) =>
      TRANSLATED.map((language) => ({
        ...{ name: `${field}.${language}`, field, language, sku: null },
        text: textIn(product, field, language),
      })),
    ),
    { ...none, name: "category", field: "categorySlug", text: categoryOf(product) },
    { ...none, name: "vendor", field: "vendor", text: product.vendor ?? "" },
    { ...none, name: "tags", field: "tags", text: product.tags.join(", ") },
    {
      ...{ ...none, name: "state", field: "active", text: saleText(saleState(product, now), at) },
      // Time alone makes one that is for later one that is on sale.
      exact: `${active} ${publishedAt?.toISOString()}`,
    },
    {
      ...{ ...none, name: "pictures", field: "pictures" },
      text: JSON.stringify(
        product.pictures.map((picture) => ({
          ...{ src: pathOfPicture(picture), alt: picture.alt ?? {}, of: picture.of },
          video: picture.video ? videoPath(picture.video.key) : null,
        })),
      ),
    },
    ...optionValues(product, variants),
  ];
}

function textIn(
  product: StoredProduct["product"],
  field: (typeof IN_LANGUAGES)[number],
  language: Locale,
): string {
  if (field !== "details") return product[field]?.[language] ?? "";
  const lines = product.details.map((line) => line[language] ?? "");
  return lines.join("\n").trimEnd();
}

/** What is made anew, a variant or an option, has no value yet: it is told apart by the options that it is made for. */
function optionValues({ options }: StoredProduct["product"], variants: readonly Variant[]): FormValue[] {
  const none = { field: "options" as const, language: null, sku: null };
  const axes = JSON.stringify(options.map(({ key }) => key));
  const all = JSON.stringify([
    options.map(({ key, values }) => [key, values.map((value) => value.key)]),
    variants.map((variant) => [variant.id, variant.options]),
  ]);
  return [
    ...options.flatMap((axis) => [
      ...TRANSLATED.map((language) => ({
        ...{ ...none, name: `optionName.${axis.key} ${language}`, text: axis.name[language] ?? "" },
      })),
      ...axis.values.flatMap(({ key, label, swatch }) => [
        ...TRANSLATED.map((language) => ({
          ...{ ...none, name: `valueName.${axis.key} ${key} ${language}`, text: label[language] ?? "" },
        })),
        { ...none, name: `swatch.${axis.key} ${key}`, text: swatch ?? "" },
      ]),
    ]),
    { ...none, name: "newSku", text: "", exact: axes },
    { ...none, name: "axisName", text: "", exact: all },
    { ...none, name: "addMissing", text: "", exact: all },
  ];
}
