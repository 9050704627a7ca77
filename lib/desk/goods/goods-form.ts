import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { routing } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import { instantIn } from "@/lib/base/time-zone";
import type { JsonText } from "@/lib/catalog/goods/json-record";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import type { MergedPicture } from "./merge-pictures";
import { freshKey, withAxis, withMissing, withOptionWords } from "./option-form";

export const productParamsSchema = z.object({ productId: z.string().regex(/^prd_[\w-]{1,200}$/) });

/** Draft: nobody sees it. Off: in the archive, kept for the orders that name it. */
export const SALE_STATES = ["draft", "on", "at", "off"] as const;

const bySku = z.record(z.string().max(210), z.string().max(200)).optional();
const words = z.record(z.string().max(500), z.string().max(500)).optional();
const byLanguage = (most: number) => z.partialRecord(z.enum(TRANSLATED), z.string().max(most)).optional();

/** What the form of a product sends: all as typed. What is left out stays as it is. Stock is not of it, so saving words never touches what was sold meanwhile. */
export const goodsForm = z.strictObject({
  /** The version of each field that the form was made from. */
  seen: z.string().max(240_000),
  /** What the fields that are sent showed before, by their names: it is shown where two have changed one, and lists are merged by it. */
  was: z.record(z.string().max(600), z.string().max(200_000)).optional(),
  /** Of conflicts that were shown, those in which the form's own value stays, each with the version of the other one. */
  mine: z.record(z.string().max(2_200), z.string().max(20)).optional(),
  /** Those in which the other one stays. */
  theirs: z.array(z.string().max(2_200)).max(1_000).optional(),
  name: byLanguage(1_000),
  description: byLanguage(50_000),
  /** One a line. */
  details: byLanguage(50_000),
  category: z.string().max(200).optional(),
  vendor: z.string().max(500).optional(),
  /** What a search engine shows; empty is made of name and description. */
  seoTitle: byLanguage(500),
  seoDescription: byLanguage(5_000),
  tags: z.string().max(5_000).optional(),
  state: z.enum(SALE_STATES).optional(),
  /** By the shop's clocks, as a field for a time gives it. */
  from: z.string().max(40).optional(),
  /** JSON, in their order. */
  pictures: z.string().max(200_000).optional(),
  price: bySku,
  compareAt: bySku,
  cost: bySku,
  /** Another SKU, by the one that the variant has had. */
  sku: bySku,
  barcode: bySku,
  /** Where it lies in the warehouse. */
  place: bySku,
  /** Grams. */
  weight: bySku,
  lowStockAt: bySku,
  backorder: bySku,
  /** `on`, `off`, or `remove`. */
  sale: bySku,
  /** By "usd SKU". Empty: converted. */
  prices: bySku,
  newSku: z.string().max(200).optional(),
  newPrice: z.string().max(200).optional(),
  newOnHand: z.string().max(20).optional(),
  /** By option. */
  newOption: words,
  /** By option and language, by option, value and language, and by option and value. */
  optionName: words,
  valueName: words,
  swatch: words,
  /** A further option, with its values between commas. */
  axisName: z.string().max(200).optional(),
  axisValues: z.string().max(2_000).optional(),
  /** `on` makes the variants that are missing. */
  addMissing: z.string().max(10).optional(),
});

export type GoodsForm = z.output<typeof goodsForm>;

const sentPictures = z
  .array(
    z.object({
      src: z.string().max(2_000),
      alt: z.partialRecord(z.enum(TRANSLATED), z.string().max(1_000)),
      of: z.array(z.string().max(200)).max(1_000),
      /** The path of a stored one; null has none. */
      video: z.string().max(2_000).nullish(),
    }),
  )
  .max(250);

type ProductText = Extract<JsonText, { type: "product" }>;
type Clock = { now: Date; timeZone: string };

/** What can't be read at all; the rules of the import find the rest. */
export type FormProblem = {
  field: string;
  code:
    | "from_invalid"
    | "pictures_invalid"
    | "new_option_missing"
    | "pieces_invalid"
    | "weight_invalid"
    | "axis_incomplete"
    | "too_many_variants"
    | "no_variant_left";
};

/** A product as it would be with what the form says, as a line of the store's own format. */
export function withForm(
  was: ProductText,
  form: GoodsForm,
  { now, timeZone }: Clock,
): { record: ProductText; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const record: ProductText = {
    ...was,
    name: texts(was.name, form.name),
    description: texts(was.description ?? {}, form.description),
    ...(form.details && { details: lines(was.details ?? [], form.details) }),
    ...(form.seoTitle && { seoTitle: someText(texts(was.seoTitle ?? {}, form.seoTitle)) }),
    ...(form.seoDescription && {
      seoDescription: someText(texts(was.seoDescription ?? {}, form.seoDescription)),
    }),
    ...(form.category !== undefined && { category: form.category }),
    ...(form.vendor !== undefined && { vendor: form.vendor.trim() || null }),
    ...(form.tags !== undefined && { tags: listOf(form.tags) }),
    ...saleOf(was, form, { now, timeZone }, problems),
    ...picturesOf(was, form, problems),
    variants: was.variants.map((variant) => variantOf(variant, form, problems)),
  };
  const worded = withOptionWords(record, form);
  const added = form.newSku ? withVariant(worded, form.newSku, form, problems) : worded;
  return { record: withMissing(withAxis(added, form, problems), form, problems), problems };
}

function texts(was: Localized, given: Localized | undefined): Localized {
  const all = Object.entries({ ...was, ...given }).map(([locale, text]) => [locale, text?.trim() ?? ""]);
  const [kept, empty] = [all.filter(([, text]) => text !== ""), all.filter(([, text]) => text === "")];
  // The import asks for the default language, which may be empty; of the others an empty text is none.
  return Object.fromEntries([...kept, ...empty.filter(([locale]) => locale === routing.defaultLocale)]);
}

const someText = (all: Localized): Localized | null => (Object.values(all).some(Boolean) ? all : null);

/** Lines that stand in the same place belong together. */
function lines(was: readonly Localized[], given: Localized): Localized[] {
  const split = Object.entries(given).map(
    ([locale, text]) => [locale, text.split("\n").map((one) => one.trim())] as const,
  );
  const most = Math.max(...split.map(([, all]) => all.length), 0);
  const shown = new Set(split.map(([locale]) => locale));
  return Array.from({ length: most }, (_, index) => ({
    ...Object.fromEntries(Object.entries(was[index] ?? {}).filter(([locale]) => !shown.has(locale))),
    ...Object.fromEntries(split.flatMap(([locale, all]) => (all[index] ? [[locale, all[index]]] : []))),
  })).filter((line) => Object.keys(line).length > 0);
}

const listOf = (text: string) => [...new Set(text.split(",").map((one) => one.trim()))].filter(Boolean);

function saleOf(
  was: ProductText,
  { state, from }: GoodsForm,
  { now, timeZone }: Clock,
  problems: FormProblem[],
): Pick<ProductText, "active" | "publishedAt"> {
  switch (state) {
    case undefined:
      return {};
    case "draft":
      return { active: true, publishedAt: null };
    case "off":
      return { active: false };
    case "on": {
      const since =
        was.publishedAt && Date.parse(was.publishedAt) <= now.getTime() ? was.publishedAt : now.toISOString();
      return { active: true, publishedAt: since };
    }
    case "at": {
      const at = instantIn(from ?? "", timeZone);
      if (!at) problems.push({ field: "from", code: "from_invalid" });
      return { active: true, publishedAt: at?.toISOString() ?? null };
    }
  }
}

function picturesOf(
  was: ProductText,
  { pictures }: GoodsForm,
  problems: FormProblem[],
): Pick<ProductText, "pictures"> {
  if (pictures === undefined) return {};
  const sent = sentPictures.safeParse(parsed(pictures));
  if (!sent.success) {
    problems.push({ field: "pictures", code: "pictures_invalid" });
    return {};
  }
  return {
    pictures: sent.data.map(({ src, alt, of, video }) => {
      const before = was.pictures?.find((one) => one.src === src);
      const said = someText(texts({}, { ...before?.alt, ...alt }));
      const film = video === undefined ? before?.video : video;
      return { src, of, alt: said, ...(film && { video: film }) };
    }),
  };
}

/** Pictures as a form sends them, without empty texts; null when they can't be read. */
export function readPictures(json: string | undefined): MergedPicture[] | null {
  const sent = sentPictures.safeParse(parsed(json ?? ""));
  if (!sent.success) return null;
  return sent.data.map(({ src, alt, of, video = null }) => ({
    ...{ src, of, video },
    alt: Object.fromEntries(Object.entries(alt).filter(([, text]) => text.trim() !== "")),
  }));
}

export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

type VariantText = ProductText["variants"][number];
type FieldOfVariant =
  | "price"
  | "compareAt"
  | "cost"
  | "sku"
  | "barcode"
  | "place"
  | "weight"
  | "lowStockAt"
  | "backorder"
  | "sale";

function variantOf(was: VariantText, form: GoodsForm, problems: FormProblem[]): VariantText {
  const { sku } = was;
  const typed = (field: FieldOfVariant) => form[field]?.[sku];
  const whole = (field: "lowStockAt" | "weight", code: FormProblem["code"]) =>
    wholeOf(typed(field) ?? "", { field: `${field}.${sku}`, code }, problems);
  const [price, compareAt, cost] = [typed("price"), typed("compareAt"), typed("cost")];
  const [barcode, place] = [typed("barcode"), typed("place")];
  const [backorder, sale] = [typed("backorder"), typed("sale")];
  const others = Object.entries(form.prices ?? {}).filter(([key]) => key.slice(4) === sku);
  return {
    ...was,
    sku: typed("sku")?.trim() ?? sku,
    ...(price !== undefined && { price: amount(price) }),
    ...(compareAt !== undefined && { compareAtPrice: amount(compareAt) || null }),
    ...(cost !== undefined && { cost: amount(cost) || null }),
    ...(barcode !== undefined && { barcode: barcode.trim() || null }),
    ...(place !== undefined && { storagePlace: place.trim() || null }),
    ...(typed("weight") !== undefined && { weightGrams: whole("weight", "weight_invalid") }),
    ...(typed("lowStockAt") !== undefined && { lowStockAt: whole("lowStockAt", "pieces_invalid") }),
    ...(backorder !== undefined && { backorder: backorder === "on" }),
    ...(sale !== undefined && { active: sale === "on" }),
    prices: others.reduce(
      (all, [key, typed]) => otherPrice(all, key.slice(0, 3), amount(typed)),
      was.prices ?? {},
    ),
  };
}

/** Empty is none. */
function wholeOf(typed: string, problem: FormProblem, problems: FormProblem[]): number | null {
  const digits = typed.trim();
  if (digits === "") return null;
  if (/^\d{1,8}$/.test(digits)) return Number(digits);
  problems.push(problem);
  return null;
}

/** As people type it here: a comma stands for the point. */
const amount = (typed: string) => typed.trim().replace(",", ".");

function otherPrice(all: NonNullable<VariantText["prices"]>, code: string, typed: string) {
  if (typed !== "") return { ...all, [code]: { ...all[code], price: typed } };
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== code));
}

/** A value that an option does not have is added to it. */
function withVariant(
  record: ProductText,
  sku: string,
  form: GoodsForm,
  problems: FormProblem[],
): ProductText {
  const chosen: Record<string, string> = {};
  const options = record.options?.map((axis) => {
    const typed = form.newOption?.[axis.key]?.trim() ?? "";
    if (typed === "") {
      problems.push({ field: `newOption.${axis.key}`, code: "new_option_missing" });
      return axis;
    }
    const same = axis.values.find(
      ({ key, label }) =>
        key === typed || Object.values(label).some((text) => text.toLowerCase() === typed.toLowerCase()),
    );
    if (same) {
      chosen[axis.key] = same.key;
      return axis;
    }
    const key = freshKey(
      toSlug(typed),
      axis.values.map((value) => value.key),
    );
    chosen[axis.key] = key;
    return { ...axis, values: [...axis.values, { key, label: { [routing.defaultLocale]: typed } }] };
  });
  const onHand = form.newOnHand?.trim() || "0";
  const variant: VariantText = {
    ...{
      sku: sku.trim(),
      options: chosen,
      price: amount(form.newPrice ?? ""),
      onHand: wholeOf(onHand, { field: "newOnHand", code: "pieces_invalid" }, problems) ?? 0,
    },
  };
  return { ...record, ...(options && { options }), variants: [...record.variants, variant] };
}
