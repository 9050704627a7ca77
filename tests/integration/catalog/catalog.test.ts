import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { mirrorPrice, mirrorProduct } from "@/lib/catalog/mirror.server";
import { readCategories, readProducts } from "@/lib/catalog/queries.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { products, variants } from "@/lib/db/schema";
import { seed } from "@/lib/db/seed";
import { currency } from "@/lib/money";
import { testDatabase } from "../../support/database";
import { testStripe } from "../../support/local-stripe";

const { db } = await testDatabase();
const { stripe } = await testStripe();

const productBy = async (slug: string) =>
  (await db.select().from(products).where(eq(products.slug, slug)))[0] ?? expect.fail(`no product ${slug}`);
const variantBy = async (sku: string) =>
  (await db.select().from(variants).where(eq(variants.sku, sku)))[0] ?? expect.fail(`no variant ${sku}`);

beforeAll(async () => {
  await seed(db, currency("EUR"));
  await syncCatalog(db, stripe);
});

describe("the seed", () => {
  it("leaves stock, prices and edits as they are when it runs again", async () => {
    await db.update(variants).set({ onHand: 7, unitAmount: 2550 }).where(eq(variants.sku, "KC-BOWL-MOSS-20"));
    await seed(db, currency("EUR"));
    expect(await variantBy("KC-BOWL-MOSS-20")).toMatchObject({ onHand: 7, unitAmount: 2550 });
  });

  it("puts the shop in its order", async () => {
    expect((await readCategories(db)).map(({ slug }) => slug)).toEqual([
      "ceramics",
      "textiles",
      "paper",
      "light",
    ]);
    expect((await readProducts(db))[0]).toMatchObject({
      slug: "stoneware-mug",
      variants: [{ sku: "KC-MUG", unitAmount: 2400, available: 5000 }],
    });
  });
});

describe("the sync", () => {
  it("gives every variant a Price whose lookup key is its SKU", async () => {
    const variant = await variantBy("KC-PLATE-MOSS-27");
    const price = await stripe.prices.retrieve(variant.stripePriceId ?? "");
    expect(price).toMatchObject({
      lookup_key: "KC-PLATE-MOSS-27",
      unit_amount: 2800,
      currency: "eur",
      nickname: "Moss / 27 cm",
    });
    expect(price.product).toBe((await productBy("dinner-plate")).stripeProductId);
  });

  it("changes nothing the second time", async () => {
    await syncCatalog(db, stripe);
    const again = await syncCatalog(db, stripe);
    expect(again).toMatchObject({ created: 0, updated: 0 });
    expect(again.unchanged).toBeGreaterThan(60);
  });

  it("finds what is in Stripe when the database is new", async () => {
    const before = await variantBy("KC-MUG");
    await db.update(products).set({ stripeProductId: null });
    await db.update(variants).set({ stripePriceId: null });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
    expect((await variantBy("KC-MUG")).stripePriceId).toBe(before.stripePriceId);
  });

  it("replaces the Price when the amount changes, for an amount can't be edited", async () => {
    const before = await variantBy("KC-TOWEL-INK");
    await db.update(variants).set({ unitAmount: 1500 }).where(eq(variants.sku, "KC-TOWEL-INK"));
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 1 });
    const after = await variantBy("KC-TOWEL-INK");
    expect(after.stripePriceId).not.toBe(before.stripePriceId);
    expect((await stripe.prices.retrieve(before.stripePriceId ?? "")).active).toBe(false);
  });
});

describe("the mirror", () => {
  it("follows a merchant's edit of a Product, French from its metadata", async () => {
    const { stripeProductId } = await productBy("bud-vase");
    const edited = await stripe.products.update(stripeProductId ?? "", {
      name: "Bud vase, second edition",
      metadata: { name_fr: "Soliflore, deuxième édition" },
    });
    await db.transaction((tx) => mirrorProduct(tx, edited));
    expect((await productBy("bud-vase")).name).toEqual({
      en: "Bud vase, second edition",
      fr: "Soliflore, deuxième édition",
    });
  });

  it("takes an archived product off the shelf, and puts it back", async () => {
    const id = (await productBy("bud-vase")).stripeProductId ?? "";
    await db.transaction(async (tx) =>
      mirrorProduct(tx, await stripe.products.update(id, { active: false })),
    );
    expect((await readProducts(db)).map(({ slug }) => slug)).not.toContain("bud-vase");
    await db.transaction(async (tx) => mirrorProduct(tx, await stripe.products.update(id, { active: true })));
    expect((await readProducts(db)).map(({ slug }) => slug)).toContain("bud-vase");
  });

  it("leaves a Product alone that claims a slug of another", async () => {
    const impostor = await stripe.products.create({ name: "Other", metadata: { slug: "bud-vase" } });
    await db.transaction((tx) => mirrorProduct(tx, impostor));
    expect((await productBy("bud-vase")).stripeProductId).not.toBe(impostor.id);
  });

  it("takes over the Price that takes over the SKU, whichever event comes first", async () => {
    const old = await variantBy("KC-LETTERS-ROSE");
    const oldId = old.stripePriceId ?? "";
    const next = await stripe.prices.create({
      product: (await productBy("letter-set")).stripeProductId ?? "",
      currency: "eur",
      unit_amount: 1750,
      lookup_key: "KC-LETTERS-ROSE",
      transfer_lookup_key: true,
    });
    const archived = await stripe.prices.update(oldId, { active: false });
    for (const order of [
      [archived, next],
      [next, archived],
    ]) {
      for (const price of order) await db.transaction((tx) => mirrorPrice(tx, price));
      expect(await variantBy("KC-LETTERS-ROSE")).toMatchObject({
        stripePriceId: next.id,
        unitAmount: 1750,
        active: true,
      });
    }
  });

  it("takes a variant off sale when its Price is archived or deleted", async () => {
    const variant = await variantBy("KC-LETTERS-FOG");
    await db.transaction((tx) => mirrorPrice(tx, { id: variant.stripePriceId ?? "", deleted: true }));
    expect((await variantBy("KC-LETTERS-FOG")).active).toBe(false);
  });

  it("ignores a Price in another currency", async () => {
    const foreign = await stripe.prices.create({
      product: (await productBy("stoneware-mug")).stripeProductId ?? "",
      currency: "usd",
      unit_amount: 1,
      lookup_key: "KC-MUG",
      transfer_lookup_key: true,
    });
    await db.transaction((tx) => mirrorPrice(tx, foreign));
    expect(await variantBy("KC-MUG")).toMatchObject({ unitAmount: 2400 });
  });

  it("ignores a Price that Stripe can't charge", async () => {
    const isk = currency("isk");
    await db
      .update(variants)
      .set({ currency: isk, unitAmount: 225_000 })
      .where(eq(variants.sku, "KC-TOWEL-ROSE"));
    const product = (await productBy("tea-towel")).stripeProductId ?? "";
    for (const [unitAmount, taken] of [
      [225_050, 225_000],
      [226_000, 226_000],
    ] as const) {
      const price = await stripe.prices.create({
        product,
        currency: "isk",
        unit_amount: unitAmount,
        lookup_key: "KC-TOWEL-ROSE",
        transfer_lookup_key: true,
      });
      await db.transaction((tx) => mirrorPrice(tx, price));
      expect(await variantBy("KC-TOWEL-ROSE")).toMatchObject({ unitAmount: taken });
    }
  });
});
