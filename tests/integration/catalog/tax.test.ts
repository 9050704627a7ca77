import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import { products, variants } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
const { stripe } = await testStripe();

const productBy = async (slug: string) =>
  (await db.select().from(products).where(eq(products.slug, slug)))[0] ?? expect.fail(`no product ${slug}`);
const variantBy = async (sku: string) =>
  (await db.select().from(variants).where(eq(variants.sku, sku)))[0] ?? expect.fail(`no variant ${sku}`);
const priceOf = async (sku: string) => stripe.prices.retrieve((await variantBy(sku)).stripePriceId ?? "");
const productIdOf = async (slug: string) => (await productBy(slug)).stripeProductId ?? "";

beforeAll(async () => {
  await seedDemonstration(db, currency("EUR"));
  await syncCatalog(db, stripe);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("whether prices contain the tax", () => {
  it("is what the store's settings say, for Prices made by the sync", async () => {
    expect((await priceOf("KC-MUG")).tax_behavior).toBe("inclusive");
    expect((await variantBy("KC-MUG")).stripeTaxBehavior).toBe("inclusive");
  });

  it.each(["the sync", "its event"])("is kept for a Price that a merchant makes, by %s", async (by) => {
    const product = await productIdOf("stoneware-mug");
    const edited = await stripe.prices.create({
      product,
      currency: "eur",
      unit_amount: 2400,
      lookup_key: "KC-MUG",
      transfer_lookup_key: true,
      nickname: "Stoneware mug",
      ...(by === "the sync" && { tax_behavior: "exclusive" }),
    });
    if (by === "the sync") await syncCatalog(db, stripe);
    else await updateFromStripe(db, stripe, { productId: product });
    expect(await variantBy("KC-MUG")).toMatchObject({
      stripePriceId: edited.id,
      stripeTaxBehavior: by === "the sync" ? "exclusive" : "unspecified",
    });
  });

  it("is set by the sync on a Price that says nothing", async () => {
    const { stripePriceId, stripeTaxBehavior } = await variantBy("KC-MUG");
    expect(stripeTaxBehavior).toBe("unspecified");
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 1 });
    expect(await variantBy("KC-MUG")).toMatchObject({ stripePriceId, stripeTaxBehavior: "inclusive" });
    expect((await priceOf("KC-MUG")).tax_behavior).toBe("inclusive");
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
  });

  it("makes the sync replace a Price that says otherwise, but only with Stripe Tax", async () => {
    const product = await productIdOf("stoneware-mug");
    const before = await priceOf("KC-MUG");
    await stripe.products.update(product, { default_price: before.id });
    await setSettings({ STRIPE_TAX: false, STORE_PRICES_INCLUDE_TAX: false });
    await syncCatalog(db, stripe);
    expect(await priceOf("KC-MUG")).toMatchObject({ id: before.id, tax_behavior: "inclusive" });
    await setSettings({ STRIPE_TAX: true, STORE_PRICES_INCLUDE_TAX: false });
    expect((await syncCatalog(db, stripe)).updated).toBeGreaterThan(30);
    const after = await priceOf("KC-MUG");
    expect(after).toMatchObject({
      tax_behavior: "exclusive",
      unit_amount: before.unit_amount,
      lookup_key: "KC-MUG",
      active: true,
    });
    expect(await variantBy("KC-MUG")).toMatchObject({ stripeTaxBehavior: "exclusive", active: true });
    expect(await stripe.prices.retrieve(before.id)).toMatchObject({ active: false, lookup_key: null });
    expect((await stripe.products.retrieve(product)).default_price).toBe(after.id);
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
  });
});

describe("the tax code of a product", () => {
  const codeOf = async () => (await productBy("tea-towel")).stripeTaxCode;

  it("is that of general goods, until the merchant sets another, which the store keeps", async () => {
    expect(await codeOf()).toBe("txcd_99999999");
    const id = await productIdOf("tea-towel");
    await stripe.products.update(id, { tax_code: "txcd_00000000" });
    await updateFromStripe(db, stripe, { productId: id });
    expect(await codeOf()).toBe("txcd_00000000");
    await db.update(products).set({ stripeTaxCode: null });
    await syncCatalog(db, stripe);
    expect(await codeOf()).toBe("txcd_00000000");
    expect((await stripe.products.retrieve(id)).tax_code).toBe("txcd_00000000");
  });

  it("is the shop's own where the merchant has chosen one, and goes to Stripe with the next sync", async () => {
    const id = await productIdOf("tea-towel");
    await db.update(products).set({ taxCode: "txcd_30011000" }).where(eq(products.slug, "tea-towel"));
    expect(await syncCatalog(db, stripe)).toMatchObject({ updated: 1 });
    expect((await stripe.products.retrieve(id)).tax_code).toBe("txcd_30011000");
    expect(await codeOf()).toBe("txcd_30011000");
    await stripe.products.update(id, { tax_code: "txcd_00000000" });
    await syncCatalog(db, stripe);
    expect(await codeOf()).toBe("txcd_30011000");
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
  });

  it("is the shop's own from the beginning for what Stripe does not have yet", async () => {
    const own = eq(products.slug, "bud-vase");
    // Found neither by its id nor by its slug.
    await stripe.products.update(await productIdOf("bud-vase"), { metadata: { slug: "" } });
    await db
      .update(products)
      .set({ taxCode: "txcd_30011000", stripeProductId: null, agreed: null })
      .where(own);
    await syncCatalog(db, stripe);
    expect((await stripe.products.retrieve(await productIdOf("bud-vase"))).tax_code).toBe("txcd_30011000");
  });
});
