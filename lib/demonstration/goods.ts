import type { ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import { seedAxes, seedImages, seedVariants } from "@/lib/catalog/seed-data/catalog";
import type { SeedProduct } from "@/lib/catalog/seed-data/types";
import type { products, variants } from "@/lib/db/schema";

export type ProductRows = {
  product: typeof products.$inferInsert;
  variants: (typeof variants.$inferInsert)[];
};

/** Ids are made from slug and SKU, so that a page cached before a reset still works. */
const productId = (slug: string) => `prd_${slug}` as ProductId;
const variantId = (sku: string) => `var_${sku.toLowerCase()}` as VariantId;

export function productRows(
  seeded: SeedProduct,
  categorySlug: string,
  position: number,
  currency: Currency,
): ProductRows {
  const { slug, name, description, details, featured = false } = seeded;
  const id = productId(slug);
  return {
    product: {
      id,
      slug,
      categorySlug,
      name,
      description,
      details,
      featured,
      position,
      options: seedAxes(seeded),
      images: seedImages(seeded),
    },
    variants: seedVariants(seeded).map(({ sku, options, price, onHand }, index) => ({
      id: variantId(sku),
      productId: id,
      sku,
      options,
      unitAmount: nominalAmount(price, currency),
      currency,
      onHand,
      position: index,
    })),
  };
}
