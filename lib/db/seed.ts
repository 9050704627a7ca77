import "server-only";
import { eq } from "drizzle-orm";
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
import { neverSeeded, type SeedItem } from "./seed-once.server";

/** Ids of the seed follow from slug and SKU, so that a page cached before a reset still names what is on sale. */
const productId = (slug: string) => `prd_${slug}` as ProductId;
const variantId = (sku: string) => `var_${sku.toLowerCase()}` as VariantId;

type IsNew = (item: SeedItem) => boolean;

/**
 * Adds what this database never had of the demonstration catalogue and discounts. What is there stays as it is: stock,
 * prices, edits; and what a merchant has deleted stays deleted.
 */
export async function seed(db: Database, currency: Currency): Promise<void> {
  const rules = seedDiscountRules(currency, new Date());
  const goods = SEED_CATEGORIES.flatMap((category) => category.products);
  const items: SeedItem[] = [
    ...SEED_CATEGORIES.map(({ slug }) => `category:${slug}` as const),
    ...goods.map(({ slug }) => `product:${slug}` as const),
    ...goods.flatMap(seedVariants).map(({ sku }) => `variant:${sku}` as const),
    ...SEED_SEGMENTS.map(({ id }) => `segment:${id}` as const),
    ...rules.map(({ id }) => `rule:${id}` as const),
    "loyalty:program",
  ];
  await inTransaction(db, async (tx) => {
    const fresh = await neverSeeded(
      tx,
      items,
      goods.map(({ slug }) => slug),
    );
    const isNew: IsNew = (item) => fresh.has(item);
    for (const [position, { products: own, ...category }] of SEED_CATEGORIES.entries()) {
      if (isNew(`category:${category.slug}`))
        await tx
          .insert(categories)
          .values({ ...category, position })
          .onConflictDoNothing();
      for (const [index, product] of own.entries()) {
        await seedProduct(tx, product, category.slug, index, currency, isNew);
      }
    }
    const segments = SEED_SEGMENTS.filter(({ id }) => isNew(`segment:${id}`));
    if (segments.length > 0) await tx.insert(customerSegments).values(segments).onConflictDoNothing();
    const newRules = rules.filter(({ id }) => isNew(`rule:${id}`));
    if (newRules.length > 0) await tx.insert(discountRules).values(newRules).onConflictDoNothing();
    if (isNew("loyalty:program"))
      await tx.insert(loyaltyProgram).values(seedLoyaltyProgram(currency)).onConflictDoNothing();
  });
}

async function seedProduct(
  tx: Transaction,
  product: SeedProduct,
  categorySlug: string,
  position: number,
  currency: Currency,
  isNew: IsNew,
): Promise<void> {
  const { slug, name, description, details, featured = false } = product;
  const own = seedVariants(product).map((variant, index) => ({ ...variant, position: index }));
  const fresh = own.filter(({ sku }) => isNew(`variant:${sku}`));
  const isNewProduct = isNew(`product:${slug}`);
  if (!isNewProduct && fresh.length === 0) return;
  // A merchant may have deleted what this would belong to.
  const [home] = await tx.select().from(categories).where(eq(categories.slug, categorySlug));
  if (isNewProduct && home)
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
  const [owner] = await tx.select({ id: products.id }).from(products).where(eq(products.slug, slug));
  if (!owner || fresh.length === 0) return;
  await tx
    .insert(variants)
    .values(
      fresh.map(({ sku, options, price, onHand, position: place }) => ({
        id: variantId(sku),
        productId: owner.id,
        sku,
        options,
        unitAmount: nominalAmount(price, currency),
        currency,
        onHand,
        position: place,
      })),
    )
    .onConflictDoNothing();
}
