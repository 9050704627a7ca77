import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { type Currency, formatMoney } from "@/lib/base/money";
import { picturePath, storedPictures } from "@/lib/model/picture";
import { drawingTexts, type GalleryPicture, galleryOf } from "./gallery";
import { productIn } from "./product-in";
import type { CatalogProduct } from "./types";

type OptionView = { key: string; label: string; swatch?: string };
export type AxisView = { key: string; name: string; values: OptionView[] };

/** A product's card in a listing: one language, formatted prices. A page carries one for each of its goods, so what there is nothing to say of is left out. */
export type CardView = {
  slug: string;
  name: string;
  image: string;
  /** A CSS colour, shown until the picture is there. */
  tint?: string;
  /** That of the picture, when the shopper has asked for colours. */
  colour?: string;
  /** Name and CSS colour of each. */
  colours?: [name: string, swatch?: string][];
  price: string;
  /** The price before, crossed out. */
  before?: string;
  /** Whether some variants cost more. */
  from?: true;
  soldOut?: true;
};

/** A variant to choose. `unitAmount` is in minor units, `price` is formatted. */
export type ChoiceView = {
  slug: string;
  name: string;
  images: Record<string, string>;
  /** Alternative texts of drawings, by their paths. */
  drawn: Record<string, string>;
  pictures: GalleryPicture[];
  axes: AxisView[];
  /** Of all amounts. */
  currency: Currency;
  variants: {
    id: string;
    label: string;
    options: Record<string, string>;
    unitAmount: number;
    price: string;
    /** The price before, in minor units and formatted. */
    compareAtAmount: number | null;
    before: string;
    available: number;
    ready: number;
  }[];
};

function axesIn(product: CatalogProduct, locale: Locale): AxisView[] {
  return product.axes.map((axis) => ({
    key: axis.key,
    name: inLocale(axis.name, locale),
    values: axis.values.map(({ key, label, swatch }) => ({
      key,
      label: inLocale(label, locale),
      ...(swatch && { swatch }),
    })),
  }));
}

/** @param asked shows the product in the first of these colours that it has */
export function cardView(
  of: CatalogProduct,
  shown: Currency,
  locale: Locale,
  asked: readonly string[] = [],
): CardView {
  const product = productIn(of, shown);
  const { slug, images, variants } = product;
  const currency = variants[0]?.currency;
  const lowest = Math.min(...variants.map((variant) => variant.unitAmount));
  const before = variants.find(({ unitAmount }) => unitAmount === lowest)?.compareAtAmount;
  const colour = asked.find((one) => images[one]);
  const axis = axesIn(product, locale).find(({ key }) => key === "colour");
  const image = (colour && images[colour]) ?? images.default ?? "";
  const tint = storedPictures(product.pictures).find(({ key }) => picturePath(key) === image)?.colour;
  const colours = new Map(axis?.values.map(({ label, swatch }) => [label, swatch]));
  return {
    slug,
    name: inLocale(product.name, locale),
    image,
    ...(tint && { tint }),
    ...(colour && { colour }),
    ...(colours.size > 1 && {
      colours: [...colours].map(([name, swatch]) => (swatch ? [name, swatch] : [name])),
    }),
    price: currency ? formatMoney(lowest, currency, locale) : "",
    ...(currency && before && { before: formatMoney(before, currency, locale) }),
    ...(variants.some((variant) => variant.unitAmount !== lowest) && { from: true }),
    ...(variants.every((variant) => variant.available <= 0) && { soldOut: true }),
  };
}

export function choiceView(of: CatalogProduct, asked: Currency, locale: Locale): ChoiceView {
  const product = productIn(of, asked);
  const currency = product.variants[0]?.currency ?? asked;
  const axes = axesIn(product, locale);
  return {
    slug: product.slug,
    name: inLocale(product.name, locale),
    images: product.images,
    drawn: drawingTexts(product.pictures, locale),
    pictures: galleryOf(product.pictures, locale),
    axes,
    currency,
    variants: product.variants.map(({ id, options, unitAmount, compareAtAmount, available, ready }) => ({
      ...{ id, options, unitAmount, compareAtAmount, available, ready },
      price: formatMoney(unitAmount, currency, locale),
      before: compareAtAmount === null ? "" : formatMoney(compareAtAmount, currency, locale),
      label: axes
        .flatMap((axis) => axis.values.filter((value) => value.key === options[axis.key]))
        .map((value) => value.label)
        .join(" / "),
    })),
  };
}
