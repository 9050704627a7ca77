import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { expect } from "vitest";
import { newProductId, newVariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { categories, priceProblems, products, variants } from "@/lib/db/schema";
import type { TestDatabase } from "@/tests/support/database";
import type { LocalStripe } from "@/tests/support/local-stripe";

const texts = { en: "", fr: "" };

/** A mug in two sizes, here and at Stripe, with a merchant's edits on both sides. */
export function mugShop(db: TestDatabase["db"], stripe: Stripe, control: LocalStripe["control"]) {
  async function insertMug(): Promise<void> {
    await db
      .insert(categories)
      .values({ slug: "all", name: texts, description: texts, position: 0 })
      .onConflictDoNothing();
    const id = newProductId();
    const name = { en: "Mug", fr: "Tasse" };
    const description = { en: "Holds tea.", fr: "Pour le thé." };
    await db
      .insert(products)
      .values({ id, slug: "mug", categorySlug: "all", name, description, images: {}, position: 0 });
    const mug = { productId: id, unitAmount: 2400, currency: currency("eur") };
    await db.insert(variants).values([
      { ...mug, id: newVariantId(), sku: "MUG-S", position: 0 },
      { ...mug, id: newVariantId(), sku: "MUG-L", position: 1 },
    ]);
  }

  const product = async () => (await db.select().from(products))[0] ?? expect.fail("no product");
  const variant = async () =>
    (await db.select().from(variants).where(eq(variants.sku, "MUG-S")))[0] ?? expect.fail("no variant");
  const productId = async () => (await product()).stripeProductId ?? expect.fail("not synced");
  const atStripe = async () => stripe.products.retrieve(await productId());
  const sync = (prefer: "store" | "stripe" | null = null) => syncCatalog(db, stripe, { prefer });
  const editHere = (set: Partial<typeof products.$inferInsert>) => db.update(products).set(set);
  const priceHere = (unitAmount: number) =>
    db.update(variants).set({ unitAmount }).where(eq(variants.sku, "MUG-S"));

  /** As the dashboard does it. @returns the new Price's id */
  async function priceAtStripe(unitAmount: number): Promise<string> {
    const { stripePriceId } = await variant();
    const { id } = await stripe.prices.create({
      product: await productId(),
      currency: "eur",
      unit_amount: unitAmount,
    });
    await stripe.products.update(await productId(), { default_price: id });
    await stripe.prices.update(stripePriceId ?? "", { active: false });
    return id;
  }

  async function renew(): Promise<void> {
    await control("/reset");
    await db.delete(priceProblems);
    await db.delete(variants);
    await db.delete(products);
    await insertMug();
    await sync();
  }

  return { product, variant, productId, atStripe, sync, editHere, priceHere, priceAtStripe, renew };
}
