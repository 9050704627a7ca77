import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { OptionAxis } from "@/lib/db/schema/catalog";

export type Category = { slug: string; name: Localized; description: Localized };

/** `unitAmount` in minor units; `available` without any holds. */
type CatalogVariant = {
  id: VariantId;
  sku: string;
  options: Record<string, string>;
  unitAmount: number;
  currency: Currency;
  available: number;
};

/** An active product with at least one active variant. */
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

export type ShelvedProduct = { id: ProductId; slug: string; categorySlug: string; image: string };
