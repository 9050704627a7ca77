import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { type Currency, toMajorString } from "@/lib/base/money";
import { escapeXml } from "@/lib/base/xml";
import type { CatalogProduct, CatalogVariant } from "@/lib/catalog/types";
import type { Shop } from "@/lib/model/shop";
import { cheapestRate, type DeliveredTo } from "./delivered-to";
import { asGtin } from "./gtin";
import { photoOf, videoOf } from "./pictures";
import { knownOptions, variantAddress, variantName, whenThere } from "./product-data";

/** `goods` are parts of the catalogue with the names of the categories that each part needs, from the top down. */
export type FeedPart = { products: CatalogProduct[]; categories: ReadonlyMap<string, readonly string[]> };
type FeedPlace = { shop: Shop; base: string; locale: Locale; delivery: DeliveredTo | null };

/** Letters that Google takes. Source: support.google.com/merchants/answer/7052112. */
const LONGEST = { id: 50, title: 150, description: 5_000, brand: 70, option: 100, type: 750 };

const AVAILABILITY = { none: "out_of_stock", later: "backorder", now: "in_stock" } as const;

/** The goods for Google Merchant Center, an item for each variant. Pure. Source: support.google.com/merchants/answer/7052112. */
export async function* googleFeed(parts: AsyncIterable<FeedPart>, place: FeedPlace): AsyncGenerator<string> {
  const { shop, base, locale } = place;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n';
  yield `${element("title", shop.name)}${element("link", new URL(localPath(locale, "/"), base).href)}`;
  yield `${element("description", inLocale(shop.about.description, locale))}\n`;
  for await (const { products, categories } of parts) {
    const items = products.flatMap((product) =>
      product.variants.map((variant) => item(product, variant, categories, place)),
    );
    yield items.join("");
  }
  yield "</channel></rss>\n";
}

function item(
  product: CatalogProduct,
  variant: CatalogVariant,
  categories: FeedPart["categories"],
  place: FeedPlace,
): string {
  const { locale, base } = place;
  const { options, unitAmount, compareAtAmount, currency } = variant;
  const { color, size, material, pattern } = knownOptions(product, options, locale);
  const photo = photoOf(product, options);
  const film = videoOf(product, options);
  const text = inLocale(product.description, locale) || inLocale(product.name, locale);
  const fields: [name: string, value: string | null | undefined, longest?: number][] = [
    ["id", variant.sku.length <= LONGEST.id ? variant.sku : variant.id],
    ["item_group_id", product.variants.length > 1 ? product.id : null],
    ["title", variantName(product, options, locale), LONGEST.title],
    ["description", text, LONGEST.description],
    ["link", variantAddress(product, options, place)],
    ["image_link", photo && new URL(photo, base).href],
    ["video_link", film && new URL(film, base).href],
    ["availability", AVAILABILITY[whenThere(variant)]],
    ["price", amountText(compareAtAmount ?? unitAmount, currency)],
    ["sale_price", compareAtAmount === null ? null : amountText(unitAmount, currency)],
    ["brand", product.vendor, LONGEST.brand],
    ["gtin", asGtin(variant.barcode)],
    ["color", color, LONGEST.option],
    ["size", size, LONGEST.option],
    ["material", material, LONGEST.option],
    ["pattern", pattern, LONGEST.option],
    ["product_type", categories.get(product.categorySlug)?.join(" > "), LONGEST.type],
    ["shipping_weight", variant.weightGrams ? `${variant.weightGrams} g` : null],
  ];
  const written = fields.map(([name, value, longest]) => element(`g:${name}`, value, longest)).join("");
  return `<item>${written}${shipping(variant, place)}</item>\n`;
}

function shipping(variant: CatalogVariant, { delivery, locale }: FeedPlace): string {
  const rate = delivery && cheapestRate(delivery, variant, locale);
  if (!delivery || !rate) return "";
  const inside = [
    element("g:country", delivery.country),
    element("g:service", rate.name),
    element("g:price", amountText(rate.amount, variant.currency)),
    element("g:min_transit_time", String(rate.minDays)),
    element("g:max_transit_time", String(rate.maxDays)),
  ];
  return `<g:shipping>${inside.join("")}</g:shipping>`;
}

/** "12.50 EUR". */
export const amountText = (amount: number, currency: Currency): string =>
  `${toMajorString(amount, currency)} ${currency.toUpperCase()}`;

/** Nothing where there is no value. */
function element(name: string, value: string | null | undefined, longest = Number.POSITIVE_INFINITY): string {
  if (!value) return "";
  const short = value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
  return `<${name}>${escapeXml(short)}</${name}>`;
}
