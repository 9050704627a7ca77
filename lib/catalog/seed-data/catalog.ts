import { ceramics } from "./ceramics";
import { COLOURS } from "./colours";
import { light } from "./light";
import { paper } from "./paper";
import { textiles } from "./textiles";
import type { SeedAxes, SeedProduct, SeedVariant } from "./types";

export const SEED_CATEGORIES = [ceramics, textiles, paper, light];

const PLENTY = 240;

export function seedAxes(product: SeedProduct): SeedAxes {
  const axes: SeedAxes = [];
  if (product.colours) {
    const values = product.colours.map((key) => ({ key, ...COLOURS[key] }));
    axes.push({ key: "colour", name: { en: "Colour", fr: "Couleur", de: "Farbe" }, values });
  }
  if (product.sizes) {
    const values = product.sizes.map(({ key, label }) => ({ key, label }));
    axes.push({ key: "size", name: { en: "Size", fr: "Taille", de: "Größe" }, values });
  }
  return axes;
}

export function seedVariants(product: SeedProduct): SeedVariant[] {
  const colours = product.colours ?? [undefined];
  const sizes = product.sizes ?? [undefined];
  return colours.flatMap((colour) =>
    sizes.map((size) => {
      const sku = [product.sku, colour, size?.key].filter(Boolean).join("-").toUpperCase();
      return {
        sku,
        options: { ...(colour && { colour }), ...(size && { size: size.key }) },
        price: size?.price ?? product.price,
        onHand: product.stock?.[sku] ?? PLENTY,
      };
    }),
  );
}

/** A product's pictures: paths under `/public`, one per colour, as `npm run art` makes them. */
export function seedImages(product: SeedProduct): Record<string, string> {
  const path = (colour?: string) => `/art/${[product.slug, colour].filter(Boolean).join("-")}.svg`;
  const colours = product.colours ?? [];
  return { default: path(colours[0]), ...Object.fromEntries(colours.map((key) => [key, path(key)])) };
}
