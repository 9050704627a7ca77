import "server-only";
import { SEED_CATEGORIES, seedAxes, seedImages, seedVariants } from "@/lib/catalog/seed-data/catalog";
import type { SeedProduct } from "@/lib/catalog/seed-data/types";
import { seedLoyaltyProgram } from "@/lib/customers/loyalty/seed-data";
import type { Database, Transaction } from "@/lib/db/client";
import {
  categories,
  customerSegments,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { SEED_SEGMENTS, seedDiscountRules } from "@/lib/discounts/seed-data";
import type { ProductId, VariantId } from "@/lib/ids";
import type { Currency } from "@/lib/money";
import { nominalAmount } from "@/lib/money-nominal";

/** Ids of the seed follow from slug and SKU, so that a page cached before a reset still names what is on sale. */
const productId = (slug: string) => `prd_${slug}` as ProductId;
const variantId = (sku: string) => `var_${sku.toLowerCase()}` as VariantId;

/** Adds what is missing of the demonstration catalogue and discounts; leaves what is there as it is: stock, prices, edits. */
export async function seed(db: Database, currency: Currency): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .insert(categories)
      .values(SEED_CATEGORIES.map(({ products: _, ...category }, position) => ({ ...category, position })))
      .onConflictDoNothing();
    for (const category of SEED_CATEGORIES) {
      for (const [position, product] of category.products.entries()) {
        await seedProduct(tx, product, category.slug, position, currency);
      }
    }
    await tx.insert(customerSegments).values(SEED_SEGMENTS).onConflictDoNothing();
    await tx.insert(discountRules).values(seedDiscountRules(currency, new Date())).onConflictDoNothing();
    await tx.insert(loyaltyProgram).values(seedLoyaltyProgram(currency)).onConflictDoNothing();
  });
}

async function seedProduct(
  tx: Transaction,
  product: SeedProduct,
  categorySlug: string,
  position: number,
  currency: Currency,
): Promise<void> {
  const { slug, name, description, details, featured = false } = product;
  await tx
    .insert(products)
    .values({
      id: productId(slug),
      slug,
      categorySlug,
      name,
      description,
      details,
      featured,
      position,
      options: seedAxes(product),
      images: seedImages(product),
    })
    .onConflictDoNothing();
  await tx
    .insert(variants)
    .values(
      seedVariants(product).map(({ sku, options, price, onHand }, index) => ({
        id: variantId(sku),
        productId: productId(slug),
        sku,
        options,
        unitAmount: nominalAmount(price, currency),
        currency,
        onHand,
        position: index,
      })),
    )
    .onConflictDoNothing();
}
