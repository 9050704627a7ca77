import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { currency } from "@/lib/base/money";
import { readCategories } from "@/lib/catalog/categories.server";
import { cardsByIds, getProduct, readProducts } from "@/lib/catalog/products.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import { products, variants } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { testDatabase } from "../../support/database";
import { testStripe } from "../../support/local-stripe";

const { db } = await testDatabase();
const { stripe, control, requests } = await testStripe();

const productBy = async (slug: string) =>
  (await db.select().from(products).where(eq(products.slug, slug)))[0] ?? expect.fail(`no product ${slug}`);
const variantBy = async (sku: string) =>
  (await db.select().from(variants).where(eq(variants.sku, sku)))[0] ?? expect.fail(`no variant ${sku}`);

beforeAll(async () => {
  await seedDemonstration(db, currency("EUR"));
  await syncCatalog(db, stripe);
});

describe("the seed", () => {
  it("does not change stock, prices and edits when it runs again", async () => {
    await db.update(variants).set({ onHand: 7, unitAmount: 2550 }).where(eq(variants.sku, "KC-BOWL-MOSS-20"));
    await seedDemonstration(db, currency("EUR"));
    expect(await variantBy("KC-BOWL-MOSS-20")).toMatchObject({ onHand: 7, unitAmount: 2550 });
  });

  it("sorts the shop", async () => {
    expect((await readCategories(db)).map(({ slug }) => slug)).toEqual([
      "ceramics",
      "textiles",
      "paper",
      "light",
    ]);
    expect((await readProducts(db, undefined))[0]).toMatchObject({
      slug: "stoneware-mug",
      variants: [{ sku: "KC-MUG", unitAmount: 2400, available: 5000 }],
    });
  });
});

describe("the shop", () => {
  it("hides products without a price at Stripe, as nobody can buy them", async () => {
    const before = await variantBy("KC-MUG");
    await db.update(variants).set({ stripePriceId: null }).where(eq(variants.sku, "KC-MUG"));
    expect((await readProducts(db, undefined)).map(({ slug }) => slug)).not.toContain("stoneware-mug");
    await db.update(variants).set({ stripePriceId: null });
    expect(await readCategories(db)).toEqual([]);
    await syncCatalog(db, stripe);
    expect((await variantBy("KC-MUG")).stripePriceId).toBe(before.stripePriceId);
    expect(await readCategories(db)).toHaveLength(4);
  });
});

describe("a product", () => {
  const seen = async () => (await readProducts(db, eq(products.slug, "stoneware-mug"))).length;

  it.each([
    ["is a draft", { publishedAt: null }],
    ["is published tomorrow", { publishedAt: new Date(Date.now() + 86_400_000) }],
    ["is in the archive", { active: false }],
  ])("is not shown while it %s", async (_, change) => {
    const before = await productBy("stoneware-mug");
    await db.update(products).set(change).where(eq(products.id, before.id));
    expect(await seen()).toBe(0);
    expect(await cardsByIds([before.id])).toEqual([]);
    const { publishedAt, active } = before;
    await db.update(products).set({ publishedAt, active }).where(eq(products.id, before.id));
    expect(await seen()).toBe(1);
  });

  it("comes in the order in which it is asked for by its id", async () => {
    const ids = ["dinner-plate", "stoneware-mug", "bud-vase"].map(async (slug) => (await productBy(slug)).id);
    const asked = await Promise.all(ids);
    expect((await cardsByIds(asked)).map(({ id }) => id)).toEqual(asked);
  });
});

describe("a product's address", () => {
  it.each(["a\0b", "\ud800", "a".repeat(3_000)])(
    "that no product can have finds nothing, and asks nobody: %j",
    async (slug) => {
      expect(await getProduct(slug)).toBeNull();
    },
  );
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

  it("finds existing objects at Stripe with a new database", async () => {
    const before = await variantBy("KC-MUG");
    await db.update(products).set({ stripeProductId: null });
    await db.update(variants).set({ stripePriceId: null });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0 });
    expect((await variantBy("KC-MUG")).stripePriceId).toBe(before.stripePriceId);
  });

  it("replaces the Price when the amount changes, because an amount can't be edited", async () => {
    const before = await variantBy("KC-TOWEL-INK");
    await db.update(variants).set({ unitAmount: 1500 }).where(eq(variants.sku, "KC-TOWEL-INK"));
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 1 });
    const after = await variantBy("KC-TOWEL-INK");
    expect(after.stripePriceId).not.toBe(before.stripePriceId);
    expect((await stripe.prices.retrieve(before.stripePriceId ?? "")).active).toBe(false);
  });
});

describe("an update from Stripe", () => {
  const follow = (productId: string, priceId?: string) =>
    updateFromStripe(db, stripe, { productId, ...(priceId && { priceId }) });
  const productIdOf = async (slug: string) => (await productBy(slug)).stripeProductId ?? "";

  it("applies a merchant's edit of a Product, with other languages from its metadata", async () => {
    const id = await productIdOf("bud-vase");
    const { name } = await productBy("bud-vase");
    await stripe.products.update(id, {
      name: "Bud vase, second edition",
      metadata: { name_fr: "Soliflore, deuxième édition" },
    });
    expect(await follow(id)).toEqual([{ slug: "bud-vase", categorySlug: "ceramics", featured: true }]);
    expect((await productBy("bud-vase")).name).toEqual({
      ...name,
      en: "Bud vase, second edition",
      fr: "Soliflore, deuxième édition",
    });
    expect(await follow(id)).toEqual([]);
  });

  it("takes an archived product off sale, and puts it back", async () => {
    const id = await productIdOf("bud-vase");
    await stripe.products.update(id, { active: false });
    await follow(id);
    expect((await readProducts(db, undefined)).map(({ slug }) => slug)).not.toContain("bud-vase");
    await stripe.products.update(id, { active: true });
    await follow(id);
    expect((await readProducts(db, undefined)).map(({ slug }) => slug)).toContain("bud-vase");
  });

  it("does nothing for a product that is deleted while Stripe is read", async () => {
    const { id, stripeProductId } = await productBy("candle-holder");
    const retrieve = vi.spyOn(stripe.products, "retrieve").mockImplementationOnce(async (wanted, ...more) => {
      await db.delete(variants).where(eq(variants.productId, id));
      await db.delete(products).where(eq(products.id, id));
      return stripe.products.retrieve(wanted, ...more);
    });
    const commit = vi.fn(async () => undefined);
    expect(await updateFromStripe(db, stripe, { productId: stripeProductId ?? "" }, commit)).toEqual([]);
    expect(commit).toHaveBeenCalledOnce();
    retrieve.mockRestore();
  });

  it("ignores a Product that claims the slug of another", async () => {
    const impostor = await stripe.products.create({ name: "Other", metadata: { slug: "bud-vase" } });
    expect(await updateFromStripe(db, stripe, { productId: impostor.id, slug: "bud-vase" })).toEqual([]);
    expect((await productBy("bud-vase")).stripeProductId).not.toBe(impostor.id);
  });

  it("finds a product's Stripe Product by its slug", async () => {
    const id = await productIdOf("bud-vase");
    await db.update(products).set({ stripeProductId: null }).where(eq(products.slug, "bud-vase"));
    await updateFromStripe(db, stripe, { productId: id, slug: "bud-vase" });
    expect(await productIdOf("bud-vase")).toBe(id);
  });

  it("takes a product off sale when its Product was deleted", async () => {
    const id = await productIdOf("bud-vase");
    await db.update(products).set({ stripeProductId: "prod_deleted" }).where(eq(products.slug, "bud-vase"));
    await follow("prod_deleted");
    expect(await productBy("bud-vase")).toMatchObject({ active: false, stripeProductId: null });
    await updateFromStripe(db, stripe, { productId: id, slug: "bud-vase" });
    expect(await productBy("bud-vase")).toMatchObject({ active: true, stripeProductId: id });
  });

  it("uses the Price that takes over the SKU", async () => {
    const old = await variantBy("KC-LETTERS-ROSE");
    const product = await productIdOf("letter-set");
    const next = await stripe.prices.create({
      product,
      currency: "eur",
      unit_amount: 1750,
      lookup_key: "KC-LETTERS-ROSE",
      transfer_lookup_key: true,
    });
    await stripe.prices.update(old.stripePriceId ?? "", { active: false });
    for (const priceId of [next.id, old.stripePriceId ?? "", next.id]) {
      await follow(product, priceId);
      expect(await variantBy("KC-LETTERS-ROSE")).toMatchObject({
        stripePriceId: next.id,
        unitAmount: 1750,
        active: true,
      });
    }
  });

  it("moves Prices that are swapped to their new variants", async () => {
    const [rose, fog] = [await variantBy("KC-LETTERS-ROSE"), await variantBy("KC-LETTERS-FOG")];
    const change = (id: string | null, lookup_key: string) =>
      stripe.prices.update(id ?? "", {
        lookup_key,
        transfer_lookup_key: true,
        metadata: { sku: lookup_key },
      });
    await change(rose.stripePriceId, "KC-LETTERS-FOG");
    await change(fog.stripePriceId, "KC-LETTERS-ROSE");
    await follow(await productIdOf("letter-set"));
    expect(await variantBy("KC-LETTERS-ROSE")).toMatchObject({
      stripePriceId: fog.stripePriceId,
      unitAmount: fog.unitAmount,
    });
    expect(await variantBy("KC-LETTERS-FOG")).toMatchObject({
      stripePriceId: rose.stripePriceId,
      unitAmount: rose.unitAmount,
    });
  });

  it("does not write what was read before another write", async () => {
    const id = await productIdOf("bud-vase");
    await stripe.products.update(id, { name: "Old name" });
    await control("/faults", { path: "/v1/prices", method: "GET", times: 1, kind: "slow", delay_ms: 1_500 });
    const looks = async () =>
      (await requests()).filter(({ method, path }) => method === "GET" && path === `/v1/products/${id}`)
        .length;
    const before = await looks();
    const slow = follow(id);
    await expect.poll(looks, { timeout: 20_000 }).toBe(before + 1);
    await stripe.products.update(id, { name: "New name" });
    await follow(id);
    await slow;
    expect((await productBy("bud-vase")).name.en).toBe("New name");
  });

  it("ignores a Price that Stripe can't charge", async () => {
    const isk = currency("isk");
    await db
      .update(variants)
      .set({ currency: isk, unitAmount: 225_000 })
      .where(eq(variants.sku, "KC-TOWEL-ROSE"));
    const product = await productIdOf("tea-towel");
    for (const [unitAmount, taken] of [
      [225_050, 225_000],
      [226_000, 226_000],
    ] as const) {
      await stripe.prices.create({
        product,
        currency: "isk",
        unit_amount: unitAmount,
        lookup_key: "KC-TOWEL-ROSE",
        transfer_lookup_key: true,
      });
      await follow(product);
      expect(await variantBy("KC-TOWEL-ROSE")).toMatchObject({ unitAmount: taken });
    }
  });
});
