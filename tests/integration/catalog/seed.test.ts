import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import {
  categories,
  customerSegments,
  demonstrationItems,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { testDatabase } from "../../support/database";

const { db } = await testDatabase();
const again = () => seedDemonstration(db, currency("EUR"));

const slugs = async () => (await db.select().from(products)).map(({ slug }) => slug);
const skus = async () => (await db.select().from(variants)).map(({ sku }) => sku);

async function deleteProduct(slug: string): Promise<void> {
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  if (!product) throw new Error(`no product ${slug}`);
  await db.delete(variants).where(eq(variants.productId, product.id));
  await db.delete(products).where(eq(products.id, product.id));
}

/** As in a database of a version of the store that did not have the product. */
const neverHad = (slug: string) =>
  db
    .delete(demonstrationItems)
    .where(and(eq(demonstrationItems.kind, "product"), eq(demonstrationItems.id, `prd_${slug}`)));

beforeEach(async () => {
  for (const table of [variants, products, categories, customerSegments, discountRules, loyaltyProgram])
    await db.delete(table);
  await db.delete(demonstrationItems);
  await again();
});

describe("what a merchant deleted of the demonstration does not come back with the next seed", () => {
  it("a product", async () => {
    await deleteProduct("stoneware-mug");
    await again();
    expect(await slugs()).not.toContain("stoneware-mug");
    expect(await slugs()).toContain("bud-vase");
  });

  it("a variant", async () => {
    await db.delete(variants).where(eq(variants.sku, "KC-TOWEL-ROSE"));
    await again();
    expect(await skus()).not.toContain("KC-TOWEL-ROSE");
    expect(await skus()).toContain("KC-TOWEL-INK");
  });

  it("a category with everything in it", async () => {
    const own = await db.select().from(products).where(eq(products.categorySlug, "light"));
    for (const { slug } of own) await deleteProduct(slug);
    await db.delete(categories).where(eq(categories.slug, "light"));
    await again();
    expect((await db.select().from(categories)).map(({ slug }) => slug)).not.toContain("light");
  });

  it("a discount, a segment, the loyalty program", async () => {
    await db.delete(discountRules).where(eq(discountRules.code, "TENOFF"));
    await db.delete(customerSegments);
    await db.delete(loyaltyProgram);
    await again();
    expect((await db.select().from(discountRules)).map(({ code }) => code)).not.toContain("TENOFF");
    expect(await db.select().from(customerSegments)).toEqual([]);
    expect(await db.select().from(loyaltyProgram)).toEqual([]);
  });
});

describe("the seed", () => {
  it("adds products that are new in the demonstration, and only these", async () => {
    await deleteProduct("stoneware-mug");
    const own = (await skus()).filter((sku) => sku.startsWith("KC-VASE"));
    await deleteProduct("bud-vase");
    await neverHad("bud-vase");
    await again();
    expect(await slugs()).toContain("bud-vase");
    expect(await skus()).toEqual(expect.arrayContaining(own));
    expect(await slugs()).not.toContain("stoneware-mug");
  });

  it("leaves out a new product whose category was deleted", async () => {
    const own = await db.select().from(products).where(eq(products.categorySlug, "light"));
    for (const { slug } of own) await deleteProduct(slug);
    await db.delete(categories).where(eq(categories.slug, "light"));
    for (const { slug } of own) await neverHad(slug);
    await again();
    expect(await slugs()).toEqual(expect.not.arrayContaining(own.map(({ slug }) => slug)));
  });
});
