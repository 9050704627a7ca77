import type { ProductId, VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { CatalogProduct, CatalogVariant } from "@/lib/catalog/types";

export const aVariant = (change: Partial<CatalogVariant> = {}): CatalogVariant => ({
  id: "var_mug_sand_m" as VariantId,
  sku: "MUG-SAND-M",
  options: { colour: "sand", size: "m" },
  unitAmount: 1250,
  compareAtAmount: null,
  currency: currency("eur"),
  prices: {},
  barcode: "4006381333931",
  weightGrams: 400,
  available: 3,
  ready: 3,
  ...change,
});

/** A mug in two colours, as its page reads it. */
export const aProduct = (change: Partial<CatalogProduct> = {}): CatalogProduct => ({
  id: "prd_mug" as ProductId,
  slug: "mug",
  categorySlug: "ceramics",
  name: { en: "Mug", fr: "Tasse", de: "Becher" },
  description: { en: "Holds coffee.\n\nAnd tea.", fr: "Pour le café.", de: "Für Kaffee." },
  seoTitle: null,
  seoDescription: null,
  details: [{ en: "Stoneware" }],
  axes: [
    {
      key: "colour",
      name: { en: "Colour", fr: "Couleur", de: "Farbe" },
      values: [
        { key: "sand", label: { en: "Sand", fr: "Sable", de: "Sand" } },
        { key: "ink", label: { en: "Ink", fr: "Encre", de: "Tinte" } },
      ],
    },
    {
      key: "size",
      name: { en: "Size", fr: "Taille", de: "Größe" },
      values: [{ key: "m", label: { en: "M" } }],
    },
  ],
  pictures: [],
  images: { default: "/pictures/mug.jpg", ink: "/pictures/mug-ink.jpg" },
  vendor: "Kiln",
  featured: false,
  variants: [
    aVariant(),
    aVariant({
      id: "var_mug_ink_m" as VariantId,
      sku: "MUG-INK-M",
      options: { colour: "ink", size: "m" },
      unitAmount: 1400,
    }),
  ],
  ...change,
});
