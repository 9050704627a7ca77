import { z } from "zod";
import { inDefaultLanguage } from "@/lib/base/i18n-text";
import { localizedSchema } from "@/lib/base/localized-schema";
import { storableText } from "@/lib/base/storable-text";
import { isPictureSource, isVideoSource, PICTURE_SOURCE, VIDEO_SOURCE } from "./picture-source";

const short = (most = 500) =>
  z
    .string()
    .max(most)
    .refine((text) => storableText(text) === text, "has a sign that can't be stored");
const localized = (most?: number, least = 0) => localizedSchema(short(most).min(least), short(most));
const name = localized(500, 1);
const seo = {
  seoTitle: localized().nullish(),
  seoDescription: localized(5_000).nullish(),
};
const slug = short(200);
const key = short(200).min(1);
const pieces = z.int().min(-100_000_000).max(100_000_000);
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const variant = z.strictObject({
  sku: short(200).min(1),
  options: z.record(key, key).default({}),
  price: z.string(),
  compareAtPrice: z.string().nullish(),
  prices: z
    .record(
      z.string().regex(/^[a-z]{3}$/, "must be a currency in lower case, as usd"),
      z.strictObject({ price: z.string(), compareAtPrice: z.string().optional() }),
    )
    .optional(),
  cost: z.string().nullish(),
  currency: z.string().optional(),
  barcode: short().nullish(),
  storagePlace: short().nullish(),
  weightGrams: z.int().min(0).max(100_000_000).nullish(),
  onHand: pieces.optional(),
  lowStockAt: pieces.nullish(),
  backorder: z.boolean().optional(),
  active: z.boolean().optional(),
});

const product = z.strictObject({
  type: z.literal("product"),
  id: z
    .string()
    .regex(/^prd_[\w-]{1,200}$/)
    .optional(),
  slug,
  category: short(2_000).optional(),
  name,
  description: localized(50_000).optional(),
  details: z.array(localized(2_000)).max(100).optional(),
  options: z
    .array(
      z.strictObject({
        key,
        name,
        values: z
          .array(z.strictObject({ key, label: name, swatch: short(100).optional() }))
          .min(1)
          .max(1_000),
      }),
    )
    .max(20)
    .default([]),
  images: z
    .record(
      key,
      short(2_000).regex(
        /^\/(?!pictures\/)[^/\\]/,
        "must be a path of the store's own, as /art/mug.svg; others stand in pictures",
      ),
    )
    .optional(),
  pictures: z
    .array(
      z.strictObject({
        src: short(2_000).refine(isPictureSource, PICTURE_SOURCE),
        alt: name.nullish(),
        of: z.array(key).max(1_000).default([]),
        video: short(2_000).refine(isVideoSource, VIDEO_SOURCE).nullish(),
      }),
    )
    .max(250)
    .optional(),
  vendor: short().nullish(),
  kind: short().nullish(),
  tags: z.array(short().min(1)).max(500).optional(),
  ...seo,
  position: z.int().min(0).max(1_000_000_000).optional(),
  featured: z.boolean().optional(),
  active: z.boolean().optional(),
  publishedAt: moment.nullish(),
  taxCode: z
    .string()
    .regex(/^txcd_\d+$/)
    .nullish(),
  variants: z.array(variant).min(1).max(2_000),
});

const category = z.strictObject({
  type: z.literal("category"),
  slug,
  parent: slug.nullable().default(null),
  name,
  description: localized(50_000).prefault(inDefaultLanguage("")),
  ...seo,
  position: z.int().min(0).max(1_000_000_000).default(0),
});

const collection = z.strictObject({
  type: z.literal("collection"),
  slug,
  name,
  description: localized(50_000).prefault(inDefaultLanguage("")),
  ...seo,
  rule: z
    .strictObject({
      tags: z.array(short()).optional(),
      categories: z.array(slug).optional(),
      vendors: z.array(short()).optional(),
      minAmount: z.int().min(0).optional(),
      maxAmount: z.int().min(0).optional(),
      onSale: z.boolean().optional(),
      newerThanDays: z.int().min(1).optional(),
    })
    .nullable()
    .default(null),
  products: z.array(slug).max(10_000).default([]),
  position: z.int().min(0).max(1_000_000_000).default(0),
  publishedAt: moment.nullable().default(null),
});

/** One line of a file of the store's own format: docs/goods.md says what each field is. */
export const jsonRecord = z.discriminatedUnion("type", [product, category, collection]);

export type JsonRecord = z.infer<typeof jsonRecord>;
/** As it stands in a file: before dates are read and defaults filled in. */
export type JsonText = z.input<typeof jsonRecord>;
