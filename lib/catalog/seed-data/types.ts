import type { Localized } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";
import type { ColourKey } from "./colours";

/** A size of a product: its price is what a variant of it costs, in major units of EUR. */
type SeedSize = { key: string; label: Localized; price: number };

/** A product as the seed writes it. Variants are every colour in every size. */
export type SeedProduct = {
  slug: string;
  /** The SKU of a product without options, and the start of all others: `KC-PLATE` gives `KC-PLATE-MOSS-27`. */
  sku: string;
  name: Localized;
  description: Localized;
  details: Localized[];
  /** Major units of EUR; sizes carry their own. */
  price: number;
  colours?: readonly ColourKey[];
  sizes?: readonly SeedSize[];
  /** On hand by SKU, where it is not plenty. */
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
