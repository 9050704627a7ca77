import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { PriceId } from "@/lib/ids";
import { isChargeable } from "@/lib/money";

type Deleted = { id: string; deleted: true };

/** Stripe is the only source of these ids. */
const priceId = (id: string) => id as PriceId;

/**
 * Brings a product of the store in line with its Stripe Product: name, description (French in the metadata
 * `name_fr`, `description_fr`) and whether it is on sale. Found by its Stripe id, or by metadata `slug` while it has
 * none. One that is not the store's is left alone. Pass the current object: an event's copy may be old.
 */
export async function mirrorProduct(tx: Transaction, product: Stripe.Product | Deleted): Promise<void> {
  if (product.deleted) {
    await tx
      .update(products)
      .set({ active: false, stripeProductId: null })
      .where(eq(products.stripeProductId, product.id));
    return;
  }
  const { slug, name_fr, description_fr } = product.metadata;
  const [own] = await tx
    .select({ id: products.id, name: products.name, description: products.description })
    .from(products)
    .where(
      or(
        eq(products.stripeProductId, product.id),
        slug ? and(eq(products.slug, slug), isNull(products.stripeProductId)) : undefined,
      ),
    )
    .for("no key update");
  if (!own) return;
  await tx
    .update(products)
    .set({
      stripeProductId: product.id,
      name: { en: product.name, fr: name_fr ?? own.name.fr },
      description: {
        en: product.description ?? own.description.en,
        fr: description_fr ?? own.description.fr,
      },
      active: product.active,
    })
    .where(eq(products.id, own.id));
}

/**
 * Brings a variant in line with its Stripe Price. The active Price whose lookup key is the variant's SKU is its price;
 * when the one it has is archived or deleted, it is off sale until another takes the key. A Price in another
 * currency, without a fixed amount, or with one that Stripe can't charge, is left alone. Pass the current object: an event's copy may be old.
 */
export async function mirrorPrice(tx: Transaction, price: Stripe.Price | Deleted): Promise<void> {
  if (price.deleted || !price.active) {
    await tx
      .update(variants)
      .set({ active: false })
      .where(eq(variants.stripePriceId, priceId(price.id)));
    return;
  }
  if (!price.lookup_key || price.unit_amount === null || price.type !== "one_time") return;
  const [variant] = await tx
    .select({ id: variants.id, currency: variants.currency })
    .from(variants)
    .where(eq(variants.sku, price.lookup_key))
    .for("no key update");
  if (variant?.currency !== price.currency) return;
  if (!isChargeable(price.unit_amount, variant.currency)) {
    console.error(
      `catalogue: ${price.id} is left alone: ${price.unit_amount} ${price.currency} can't be charged`,
    );
    return;
  }
  await tx
    .update(variants)
    .set({ stripePriceId: priceId(price.id), unitAmount: price.unit_amount, active: true })
    .where(eq(variants.id, variant.id));
}
