import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { OptionAxis } from "@/lib/db/schema/catalog";
import type { ProductPicture } from "@/lib/model/picture";
import type { PricesByCurrency } from "@/lib/model/price";

export type Category = { slug: string; name: Localized; description: Localized };

/** What a page of a list says of itself. The texts for search engines are null when its own are meant. */
export type Collection = Category & { seoTitle: Localized | null; seoDescription: Localized | null };

/** `above` begins at the top. */
export type CategoryPlace = Collection & { above: Pick<Category, "slug" | "name">[] };

/** Amounts in minor units. `available` pieces may be bought, of which `ready` are there; both without any holds. */
export type CatalogVariant = {
  id: VariantId;
  sku: string;
  options: Record<string, string>;
  unitAmount: number;
  /** The price before, when it was higher. */
  compareAtAmount: number | null;
  currency: Currency;
  prices: PricesByCurrency;
  /** As printed; null when unknown. */
  barcode: string | null;
  weightGrams: number | null;
  available: number;
  ready: number;
};

/** An active product with at least one active variant. */
export type CatalogProduct = {
  id: ProductId;
  slug: string;
  categorySlug: string;
  name: Localized;
  description: Localized;
  /** For search engines; null when the name and the description are meant. */
  seoTitle: Localized | null;
  seoDescription: Localized | null;
  details: Localized[];
  axes: OptionAxis[];
  images: Record<string, string>;
  pictures: ProductPicture[];
  /** Who makes it: the brand. */
  vendor: string | null;
  featured: boolean;
  variants: CatalogVariant[];
};

/** The picture of a category. */
export type ShelvedProduct = { categorySlug: string; image: string };
