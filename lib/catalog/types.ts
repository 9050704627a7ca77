import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { OptionAxis } from "@/lib/db/schema/catalog";

export type Category = { slug: string; name: Localized; description: Localized };

/** `unitAmount` in minor units; `available` is what any shopper could buy now. */
type CatalogVariant = {
  id: VariantId;
  sku: string;
  options: Record<string, string>;
  unitAmount: number;
  currency: Currency;
  available: number;
};

/** An active product with its active variants, of which there is at least one. */
export type CatalogProduct = {
  id: ProductId;
  slug: string;
  categorySlug: string;
  name: Localized;
  description: Localized;
  details: Localized[];
  axes: OptionAxis[];
  images: Record<string, string>;
  featured: boolean;
  variants: CatalogVariant[];
};

/** A product's place in the shop. */
export type ShelvedProduct = { slug: string; categorySlug: string; image: string };
