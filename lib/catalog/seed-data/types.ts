import type { Localized } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";
import type { ColourKey } from "./colours";

/** `price` is in major units of EUR. */
type SeedSize = { key: string; label: Localized; price: number };

export type SeedProduct = {
  slug: string;
  /** The SKU of a product without options, and the beginning of its variants' SKUs: `KC-PLATE` gives `KC-PLATE-MOSS-27`. */
  sku: string;
  name: Localized;
  description: Localized;
  details: Localized[];
  /** Major units of EUR; a size has its own price. */
  price: number;
  colours?: readonly ColourKey[];
  sizes?: readonly SeedSize[];
  /** Pieces by SKU; products that are not listed have plenty. */
  stock?: Readonly<Record<string, number>>;
  featured?: boolean;
};

export type SeedCategory = {
  slug: string;
  name: Localized;
  description: Localized;
  products: readonly SeedProduct[];
};

export type SeedVariant = { sku: string; options: Record<string, string>; price: number; onHand: number };

export type SeedAxes = OptionAxis[];
