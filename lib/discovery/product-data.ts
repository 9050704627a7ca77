import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { toMajorString } from "@/lib/base/money";
import type { CatalogProduct, CatalogVariant } from "@/lib/catalog/types";
import { optionLabel, variantImage } from "@/lib/catalog/variant-text";
import { isDeliveredLater, type ShownStock } from "@/lib/inventory/shown-stock";
import { cheapestRate, type DeliveredTo } from "./delivered-to";
import { filmData } from "./film-data";
import { asGtin } from "./gtin";
import { photoOf } from "./pictures";

type Place = { locale: Locale; base: string; delivery: DeliveredTo | null };

/** Axes that schema.org has a property for. */
const PROPERTIES: Readonly<Record<string, "color" | "size" | "material" | "pattern">> = {
  colour: "color",
  color: "color",
  size: "size",
  material: "material",
  pattern: "pattern",
};

/**
 * A product for search engines: a `Product`, or a `ProductGroup` of its variants, each with its own offer. What the shop does not know is left out. Pure.
 * Source: developers.google.com/search/docs/appearance/structured-data/product-variants.
 */
export function productData(product: CatalogProduct, place: Place): Record<string, unknown> {
  const { locale } = place;
  const shared = {
    name: inLocale(product.name, locale),
    description: inLocale(product.description, locale) || inLocale(product.name, locale),
    ...(product.vendor && { brand: { "@type": "Brand", name: product.vendor } }),
  };
  const [only, ...others] = product.variants;
  const own = {
    url: variantAddress(product, {}, place),
    ...pictureOf(product, {}, place),
    ...videosOf(product, place),
  };
  if (!only || others.length === 0) {
    return { "@type": "Product", ...shared, ...own, ...(only && variantData(product, only, place)) };
  }
  const varies = product.axes.flatMap(({ key }) => PROPERTIES[key] ?? []);
  return {
    "@type": "ProductGroup",
    ...shared,
    ...own,
    productGroupID: product.id,
    ...(varies.length > 0 && { variesBy: varies.map((property) => `https://schema.org/${property}`) }),
    hasVariant: product.variants.map((variant) => ({
      "@type": "Product",
      name: variantName(product, variant.options, locale),
      url: variantAddress(product, variant.options, place),
      ...pictureOf(product, variant.options, place),
      ...variantData(product, variant, place),
    })),
  };
}

/** "Mug, Sand / M". */
export function variantName(
  { name, axes }: CatalogProduct,
  options: Record<string, string>,
  locale: Locale,
): string {
  return [inLocale(name, locale), inLocale(optionLabel(axes, options), locale)].filter(Boolean).join(", ");
}

/** The page with a variant chosen. */
export function variantAddress(
  { slug }: Pick<CatalogProduct, "slug">,
  options: Record<string, string>,
  { locale, base }: Pick<Place, "locale" | "base">,
): string {
  const url = new URL(localPath(locale, `/products/${slug}`), base);
  url.search = new URLSearchParams(options).toString();
  return url.href;
}

/** What distinguishes a variant, by schema.org's name where it has one: `{ color: "Sand" }`. */
export function knownOptions(
  { axes }: CatalogProduct,
  options: Record<string, string>,
  locale: Locale,
): Partial<Record<"color" | "size" | "material" | "pattern", string>> {
  return Object.fromEntries(
    axes.flatMap(({ key, values }) => {
      const value = values.find((one) => one.key === options[key]);
      const property = PROPERTIES[key];
      return property && value ? [[property, inLocale(value.label, locale)]] : [];
    }),
  );
}

const AVAILABILITY = { none: "OutOfStock", later: "BackOrder", now: "InStock" } as const;

/** Whether a piece is there, comes later, or is sold out. */
export function whenThere(stock: ShownStock): keyof typeof AVAILABILITY {
  if (stock.available <= 0) return "none";
  return isDeliveredLater(stock) ? "later" : "now";
}

function variantData(product: CatalogProduct, variant: CatalogVariant, place: Place) {
  const gtin = asGtin(variant.barcode);
  return {
    sku: variant.sku,
    ...(gtin && { gtin }),
    ...knownOptions(product, variant.options, place.locale),
    offers: offer(product, variant, place),
  };
}

function offer(product: CatalogProduct, variant: CatalogVariant, place: Place) {
  const { unitAmount, compareAtAmount, currency } = variant;
  const money = (amount: number) => ({
    price: toMajorString(amount, currency),
    priceCurrency: currency.toUpperCase(),
  });
  return {
    "@type": "Offer",
    url: variantAddress(product, variant.options, place),
    ...money(unitAmount),
    ...(compareAtAmount !== null && {
      priceSpecification: {
        "@type": "UnitPriceSpecification",
        priceType: "https://schema.org/StrikethroughPrice",
        ...money(compareAtAmount),
      },
    }),
    availability: `https://schema.org/${AVAILABILITY[whenThere(variant)]}`,
    ...shipping(variant, place),
  };
}

function shipping(variant: CatalogVariant, { delivery, locale }: Place) {
  const rate = delivery && cheapestRate(delivery, variant, locale);
  if (!delivery || !rate) return {};
  const { amount, minDays, maxDays } = rate;
  return {
    shippingDetails: {
      "@type": "OfferShippingDetails",
      shippingRate: {
        "@type": "MonetaryAmount",
        value: toMajorString(amount, variant.currency),
        currency: variant.currency.toUpperCase(),
      },
      shippingDestination: { "@type": "DefinedRegion", addressCountry: delivery.country },
      deliveryTime: {
        "@type": "ShippingDeliveryTime",
        transitTime: { "@type": "QuantitativeValue", minValue: minDays, maxValue: maxDays, unitCode: "DAY" },
      },
    },
  };
}

/** All of them, as the page shows all of them. */
function videosOf({ pictures, name }: CatalogProduct, { locale, base }: Place) {
  const films = pictures.flatMap((picture) => filmData(picture, name, locale, base));
  return films.length > 0 ? { subjectOf: films } : {};
}

function pictureOf(product: CatalogProduct, options: Record<string, string>, { base }: Place) {
  const picture = photoOf(product, options) ?? variantImage(product.images, options);
  return picture ? { image: new URL(picture, base).href } : {};
}
