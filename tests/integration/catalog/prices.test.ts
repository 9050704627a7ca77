import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { newProductId, newVariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import { categories, priceProblems, products, variants } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

const { db } = await testDatabase();
const { stripe, control } = await testStripe();

const variantBy = async (sku: string) =>
  (await db.select().from(variants).where(eq(variants.sku, sku)))[0] ?? expect.fail(`no variant ${sku}`);
const productIdOf = async (sku: string) => {
  const { productId } = await variantBy(sku);
  const [product] = await db.select().from(products).where(eq(products.id, productId));
  return product?.stripeProductId ?? expect.fail(`no product of ${sku}`);
};
const problems = async () =>
  (await db.select().from(priceProblems)).map(({ code, sku, priceId }) => ({ code, sku, priceId }));

/** What the dashboard does for a merchant who edits a price: a new one without a key, the default, then the old one goes. */
async function editsPrice(sku: string, unitAmount: number): Promise<{ id: string; productId: string }> {
  const { stripePriceId } = await variantBy(sku);
  const productId = await productIdOf(sku);
  const { id } = await stripe.prices.create({ product: productId, currency: "eur", unit_amount: unitAmount });
  await stripe.products.update(productId, { default_price: id });
  await stripe.prices.update(stripePriceId ?? "", { active: false });
  return { id, productId };
}

const eventsCome = (productId: string) => updateFromStripe(db, stripe, { productId });

/** A mug, and a towel in two colours. */
const GOODS = [
  { slug: "mug", skus: ["MUG"] },
  { slug: "towel", skus: ["TOWEL-INK", "TOWEL-ROSE"] },
];

async function insertGoods(): Promise<void> {
  await db.delete(priceProblems);
  await db.delete(variants);
  await db.delete(products);
  const texts = { en: "", fr: "" };
  await db
    .insert(categories)
    .values({ slug: "all", name: texts, description: texts, position: 0 })
    .onConflictDoNothing();
  for (const [position, { slug, skus }] of GOODS.entries()) {
    const id = newProductId();
    const name = { en: slug, fr: slug };
    await db
      .insert(products)
      .values({ id, slug, categorySlug: "all", name, description: texts, images: {}, position });
    await db.insert(variants).values(
      skus.map((sku, index) => ({
        id: newVariantId(),
        productId: id,
        sku,
        unitAmount: 2400,
        currency: currency("eur"),
        position: index,
      })),
    );
  }
}

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await control("/reset");
  await insertGoods();
  await syncCatalog(db, stripe);
});

describe.each([
  ["its events", async (productId: string) => void (await eventsCome(productId))],
  ["a sync, though its events are lost", async () => void (await syncCatalog(db, stripe))],
])("a price that was edited in the dashboard, by %s", (_, isHeardOf) => {
  it("becomes the price of a product's only variant", async () => {
    const { id, productId } = await editsPrice("MUG", 2600);
    await isHeardOf(productId);
    expect(await variantBy("MUG")).toMatchObject({ stripePriceId: id, unitAmount: 2600, active: true });
    expect(await problems()).toEqual([]);
  });

  it("becomes the price of the one variant whose old price is archived", async () => {
    const other = await variantBy("TOWEL-ROSE");
    const { id, productId } = await editsPrice("TOWEL-INK", 1900);
    await isHeardOf(productId);
    expect(await variantBy("TOWEL-INK")).toMatchObject({
      stripePriceId: id,
      unitAmount: 1900,
      active: true,
    });
    expect(await variantBy("TOWEL-ROSE")).toMatchObject({
      stripePriceId: other.stripePriceId,
      unitAmount: other.unitAmount,
      active: true,
    });
  });

  it("is followed twice when it is edited twice", async () => {
    await isHeardOf((await editsPrice("TOWEL-INK", 1900)).productId);
    const { id, productId } = await editsPrice("TOWEL-INK", 1950);
    await isHeardOf(productId);
    expect(await variantBy("TOWEL-INK")).toMatchObject({
      stripePriceId: id,
      unitAmount: 1950,
      active: true,
    });
  });

  it("is reported when its variant is unclear, and assigned by a name", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { id: left } = await editsPrice("TOWEL-INK", 1900);
    const { id, productId } = await editsPrice("TOWEL-ROSE", 1950);
    await isHeardOf(productId);
    await isHeardOf(productId);
    expect(await variantBy("TOWEL-INK")).toMatchObject({ active: false });
    expect(await variantBy("TOWEL-ROSE")).toMatchObject({ active: false });
    expect(await problems()).toEqual([
      { code: "price_unclear", sku: "TOWEL-INK", priceId: expect.stringMatching(/^price_/) },
      { code: "price_unclear", sku: "TOWEL-ROSE", priceId: expect.stringMatching(/^price_/) },
    ]);
    expect(
      warn.mock.calls.filter(([line]) => String(line).includes("TOWEL-ROSE: price_unclear")),
    ).toHaveLength(1);
    expect((await listPriceProblems(db)).map((problem) => problem.product)).toEqual(["towel", "towel"]);

    await stripe.prices.update(id, { metadata: { sku: "TOWEL-ROSE" } });
    await isHeardOf(productId);
    expect(await variantBy("TOWEL-ROSE")).toMatchObject({
      stripePriceId: id,
      unitAmount: 1950,
      active: true,
    });
    // Whose the other one is nobody has said.
    expect(await variantBy("TOWEL-INK")).toMatchObject({ active: false });
    expect(await problems()).toEqual([{ code: "price_unclear", sku: "TOWEL-INK", priceId: left }]);

    await stripe.prices.update(left, { metadata: { sku: "TOWEL-INK" } });
    await isHeardOf(productId);
    expect(await variantBy("TOWEL-INK")).toMatchObject({
      stripePriceId: left,
      unitAmount: 1900,
      active: true,
    });
    expect(await problems()).toEqual([]);
  });

  it("does not take a variant off sale whose own price can still be charged", async () => {
    const { stripePriceId } = await variantBy("TOWEL-INK");
    const productId = await productIdOf("TOWEL-INK");
    const { id } = await stripe.prices.create({ product: productId, currency: "eur", unit_amount: 900 });
    await stripe.products.update(productId, { default_price: id });
    await isHeardOf(productId);
    expect(await variantBy("TOWEL-INK")).toMatchObject({ stripePriceId, active: true });
    expect(await problems()).toEqual([{ code: "default_unused", sku: null, priceId: id }]);
  });

  it("is not used in another currency", async () => {
    const productId = await productIdOf("MUG");
    const { id } = await stripe.prices.create({
      product: productId,
      currency: "usd",
      unit_amount: 1,
      lookup_key: "MUG",
      transfer_lookup_key: true,
    });
    await isHeardOf(productId);
    expect(await variantBy("MUG")).toMatchObject({ unitAmount: 2400, active: true });
    expect(await problems()).toEqual([{ code: "price_unusable", sku: "MUG", priceId: id }]);
  });

  it("takes the variant off sale when it is only archived, and is reported", async () => {
    const { stripePriceId } = await variantBy("MUG");
    await stripe.prices.update(stripePriceId ?? "", { active: false });
    const productId = await productIdOf("MUG");
    await isHeardOf(productId);
    expect(await variantBy("MUG")).toMatchObject({ active: false, stripePriceId });
    expect(await problems()).toEqual([{ code: "price_archived", sku: "MUG", priceId: stripePriceId }]);

    await stripe.prices.update(stripePriceId ?? "", { active: true });
    await isHeardOf(productId);
    expect(await variantBy("MUG")).toMatchObject({ active: true, stripePriceId });
    expect(await problems()).toEqual([]);
  });
});

describe("the sync", () => {
  it("counts what it copies from Stripe, then nothing", async () => {
    await editsPrice("MUG", 2600);
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 1 });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
  });

  it("keeps a merchant's edit of a product whose event is lost, and sends Stripe the store's own", async () => {
    const productId = await productIdOf("MUG");
    const name = async () =>
      (await db.select().from(products).where(eq(products.stripeProductId, productId)))[0]?.name.en;
    await control("/clock", { advance_seconds: 60 });
    await stripe.products.update(productId, { name: "The mug", active: false });
    // The name of a product without options is told to its price, too.
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 2 });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
    expect(await name()).toBe("The mug");
    expect((await stripe.products.retrieve(productId)).active).toBe(false);

    await db
      .update(products)
      .set({ name: { en: "Our mug", fr: "Notre tasse" } })
      .where(eq(products.stripeProductId, productId));
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 2 });
    expect(await stripe.products.retrieve(productId)).toMatchObject({
      name: "Our mug",
      metadata: { name_fr: "Notre tasse" },
    });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
  });

  it("also replaces a default price, which Stripe lets nobody archive", async () => {
    const { id } = await editsPrice("MUG", 2600);
    await syncCatalog(db, stripe);
    await db.update(variants).set({ unitAmount: 2700 }).where(eq(variants.sku, "MUG"));
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 1 });
    const { stripePriceId } = await variantBy("MUG");
    expect(await stripe.prices.retrieve(stripePriceId ?? "")).toMatchObject({
      unit_amount: 2700,
      active: true,
    });
    expect((await stripe.products.retrieve(await productIdOf("MUG"))).default_price).toBe(stripePriceId);
    expect((await stripe.prices.retrieve(id)).active).toBe(false);
  });

  it("copies an edited price into a new database, too", async () => {
    const { id } = await editsPrice("TOWEL-INK", 1900);
    await syncCatalog(db, stripe);
    await insertGoods();
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0 });
    expect(await variantBy("TOWEL-INK")).toMatchObject({ stripePriceId: id, unitAmount: 1900 });
  });

  it("creates everything again in another account", async () => {
    await control("/reset");
    const { created } = await syncCatalog(db, stripe);
    expect(created).toBe(5);
    const { stripePriceId } = await variantBy("MUG");
    expect((await stripe.prices.retrieve(stripePriceId ?? "")).unit_amount).toBe(2400);
    expect(await problems()).toEqual([]);
  });

  describe("of a variant with prices in other currencies", () => {
    const set = async (sku: string, prices: Record<string, { amount: number }>) => {
      await db.update(variants).set({ prices }).where(eq(variants.sku, sku));
      const counts = await syncCatalog(db, stripe);
      const { stripePriceId } = await variantBy(sku);
      const price = await stripe.prices.retrieve(stripePriceId ?? "", { expand: ["currency_options"] });
      const options = Object.entries(price.currency_options ?? {});
      return {
        counts,
        id: price.id,
        inOthers: options.map(([code, { unit_amount }]) => [code, unit_amount]),
      };
    };

    it("gives them to its Price, changes them there, and makes a new Price when one is taken away", async () => {
      const first = await set("MUG", { usd: { amount: 2599 } });
      expect(first).toMatchObject({ inOthers: [["usd", 2599]], counts: { updated: 1 } });
      expect((await syncCatalog(db, stripe)).updated).toBe(0);
      const second = await set("MUG", { usd: { amount: 2699 }, jpy: { amount: 3800 } });
      expect(second).toMatchObject({
        id: first.id,
        inOthers: [
          ["usd", 2699],
          ["jpy", 3800],
        ],
      });
      const third = await set("MUG", { jpy: { amount: 3800 } });
      expect(third.id).not.toBe(first.id);
      expect(third.inOthers).toEqual([["jpy", 3800]]);
      expect((await stripe.prices.retrieve(first.id)).active).toBe(false);
      expect(await set("MUG", {})).toMatchObject({ inOthers: [] });
    });
  });
});
