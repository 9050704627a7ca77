import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { adoptFromStripe } from "@/lib/catalog/adopt/adopt-from-stripe.server";
import { readProducts } from "@/lib/catalog/products.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { categories, priceProblems, products, stripeListedProducts, variants } from "@/lib/db/schema";
import { pathOfPicture } from "@/lib/model/picture";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { fillCatalogue } from "@/tests/support/many-goods";
import { jpeg } from "@/tests/support/picture-files";

const { db } = await testDatabase();
const { stripe, control, callsOf } = await testStripe();

const folder = await mkdtemp(join(tmpdir(), "adopted-"));
process.env.PICTURES_DIR = folder;
afterAll(() => rm(folder, { recursive: true }));

async function emptyStore(): Promise<void> {
  await db.delete(priceProblems);
  await db.delete(variants);
  await db.delete(products);
  await db.delete(categories);
  const texts = { en: "Goods" };
  await db.insert(categories).values({ slug: "goods", name: texts, description: texts, position: 0 });
}

beforeEach(async () => {
  await control("/reset");
  await emptyStore();
});

type Asked = Partial<Parameters<typeof adoptFromStripe>[2]>;
const adopt = (more: Asked = {}) =>
  adoptFromStripe(db, stripe, {
    ...{ currency: currency("eur"), who: "ada", fallbackCategory: "goods", pictures: null },
    ...more,
  });
const stored = () => db.select().from(products).orderBy(asc(products.slug));
const variantsOf = async (slug: string) => {
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  return db
    .select()
    .from(variants)
    .where(eq(variants.productId, product?.id ?? expect.fail(`no product ${slug}`)))
    .orderBy(asc(variants.position));
};

const mug = () =>
  stripe.products.create({
    name: "Mug",
    description: "Holds tea.",
    tax_code: "txcd_20030000",
    images: ["https://x.test/mug.jpg"],
  });
const priceOf = (product: string, amount: number, more: object = {}) =>
  stripe.prices.create({ product, currency: "eur", unit_amount: amount, ...more });

describe("the adoption of an account's products", () => {
  it("takes over texts, amounts and tax, puts them on sale, and sends Stripe nothing", async () => {
    const { id } = await mug();
    const small = await priceOf(id, 2400, { nickname: "Small", tax_behavior: "inclusive" });
    const large = await priceOf(id, 3000, { nickname: "Large", lookup_key: "MUG-XL" });
    const calls = await callsOf(async () => {
      expect(await adopt()).toMatchObject({
        ...{ ok: true, written: true },
        report: {
          rows: 1,
          products: { added: 1 },
          variants: { added: 2 },
          pictures: { left: 1 },
          leftOutCount: 0,
        },
      });
    });
    expect(calls.sort()).toEqual(["GET /v1/prices", "GET /v1/products"]);
    expect(await stored()).toMatchObject([
      {
        ...{ slug: "mug", categorySlug: "goods", name: { en: "Mug" }, description: { en: "Holds tea." } },
        ...{ taxCode: "txcd_20030000", stripeTaxCode: "txcd_20030000", stripeProductId: id },
      },
    ]);
    expect(await variantsOf("mug")).toMatchObject([
      {
        sku: "MUG-SMALL",
        unitAmount: 2400,
        stripePriceId: small.id,
        stripeTaxBehavior: "inclusive",
        onHand: 0,
      },
      { sku: "MUG-XL", unitAmount: 3000, stripePriceId: large.id, stripeTaxBehavior: "unspecified" },
    ]);
    expect((await readProducts(db, undefined)).map(({ slug }) => slug)).toEqual(["mug"]);
    expect(await db.$count(stripeListedProducts)).toBe(0);
  });

  it("brings the pictures in, and goods whose picture does not come without it", async () => {
    const file = await jpeg();
    const server = createServer(({ url }, answer) => {
      answer.writeHead(url === "/mug.jpg" ? 200 : 404).end(url === "/mug.jpg" ? file : "");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const at = server.address();
    const base = `http://127.0.0.1:${at && typeof at === "object" ? at.port : 0}`;
    const { id } = await stripe.products.create({
      name: "Mug",
      images: [`${base}/mug.jpg`, `${base}/gone.jpg`],
    });
    await priceOf(id, 2400);
    const pictures = { fromAnyServer: true };
    expect(await adopt({ pictures, dryRun: true })).toMatchObject({ report: { pictures: { missing: 2 } } });
    expect(await adopt({ pictures })).toMatchObject({
      ok: true,
      report: {
        pictures: { brought: 1 },
        leftOut: [{ column: `${id}, images`, code: "picture_not_fetched" }],
      },
    });
    server.close();
    const [product] = await stored();
    expect(product?.pictures).toHaveLength(1);
    expect(product?.images.default).toBe(product?.pictures.map(pathOfPicture)[0]);
  });

  it("says by a dry run what would change, and changes nothing", async () => {
    const { id } = await mug();
    await priceOf(id, 2400);
    const dollars = await stripe.prices.create({ product: id, currency: "usd", unit_amount: 2600 });
    const result = await adopt({ dryRun: true });
    expect(result).toMatchObject({
      ...{ ok: true, written: false },
      report: {
        changes: [{ kind: "product_added", slug: "mug", variants: 1 }],
        leftOut: [{ column: `${id}, ${dollars.id}`, code: "currency_other" }],
      },
    });
    expect(await stored()).toEqual([]);
  });

  it("changes nothing the second time", async () => {
    await priceOf((await mug()).id, 2400);
    await adopt();
    const before = [await stored(), await variantsOf("mug")];
    expect(await adopt()).toMatchObject({
      ...{ ok: true, written: false },
      report: { products: { added: 0, unchanged: 1 } },
    });
    expect([await stored(), await variantsOf("mug")]).toEqual(before);
  });

  it("gives products of one name addresses and SKUs of their own", async () => {
    for (const amount of [1000, 2000, 3000]) await priceOf((await mug()).id, amount);
    await adopt();
    expect((await stored()).map(({ slug }) => slug)).toEqual(["mug", "mug-2", "mug-3"]);
    expect((await variantsOf("mug-3"))[0]?.sku).toBe("MUG-3");
  });

  it("leaves out a price whose SKU another product has, here or at Stripe", async () => {
    const [cup, bowl] = [await mug(), await mug()];
    const twice = { metadata: { sku: "CUP" } };
    await priceOf(cup.id, 1000, twice);
    await priceOf(bowl.id, 2000, twice);
    expect(await adopt()).toMatchObject({
      report: { products: { added: 1 }, leftOut: [{ code: "sku_repeated" }] },
    });
    expect(await adopt()).toMatchObject({
      report: { products: { added: 0 }, leftOut: [{ code: "sku_taken" }] },
    });
  });

  it("names the products whose category the store does not have, and writes nothing", async () => {
    const { id } = await mug();
    await priceOf(id, 2400);
    expect(await adopt({ fallbackCategory: null })).toMatchObject({
      ...{ ok: false, code: "rows_refused" },
      report: { issues: [{ column: `${id}, category`, code: "unknown_category" }] },
    });
    expect(await stored()).toEqual([]);
    expect(await adopt({ fallbackCategory: "none" })).toEqual({ ok: false, code: "unknown_category" });
  });

  it("goes on where it was cut off", async () => {
    for (let count = 0; count < 260; count += 1) await priceOf((await mug()).id, 1000);
    const die = (round: string) => {
      if (round === "write") throw new Error("killed");
    };
    await expect(adopt({ onProgress: die })).rejects.toThrow("killed");
    expect(await stored()).toHaveLength(250);
    expect(await adopt()).toMatchObject({ report: { products: { added: 10, unchanged: 250 } } });
    expect(new Set((await stored()).map(({ stripeProductId }) => stripeProductId)).size).toBe(260);
  }, 120_000);
});

describe("the sync after an adoption", () => {
  it("makes no product and no price, and writes addresses and SKUs to those that are there", async () => {
    const { id } = await mug();
    const prices = [await priceOf(id, 2400, { nickname: "Small" }), await priceOf(id, 3000)];
    await adopt();
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 3, failureCount: 0 });
    expect((await stripe.products.retrieve(id)).metadata).toEqual({ slug: "mug" });
    expect((await stripe.prices.retrieve(prices[0]?.id ?? "")).metadata).toEqual({ sku: "MUG-SMALL" });
    expect((await stripe.products.list()).data).toHaveLength(1);
    expect((await stripe.prices.list()).data).toHaveLength(2);
    await syncCatalog(db, stripe);
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  it("keeps what was edited here in between", async () => {
    await priceOf((await mug()).id, 2400);
    await adopt();
    await db.update(products).set({ name: { en: "Our mug" } });
    await db.update(variants).set({ unitAmount: 2600 });
    await syncCatalog(db, stripe);
    expect(await stored()).toMatchObject([{ name: { en: "Our mug" } }]);
    expect(await variantsOf("mug")).toMatchObject([{ unitAmount: 2600 }]);
  });

  it("finds all in step when the store's own catalogue comes back from Stripe into an empty database", async () => {
    await fillCatalogue(db.$client, { products: 6 });
    await db.update(variants).set({ stripePriceId: null });
    await syncCatalog(db, stripe);
    const before = (await stored()).map(({ slug, stripeProductId }) => [slug, stripeProductId]);
    const sold = await db.select({ sku: variants.sku }).from(variants).orderBy(variants.sku);
    await emptyStore();
    await adopt();
    expect((await stored()).map(({ slug, stripeProductId }) => [slug, stripeProductId])).toEqual(before);
    expect(await db.select({ sku: variants.sku }).from(variants).orderBy(variants.sku)).toEqual(sold);
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, failureCount: 0 });
  });
});

it("What the store has by the same address is left to the sync", async () => {
  await fillCatalogue(db.$client, { products: 1 });
  await db.update(variants).set({ stripePriceId: null });
  await stripe.products.create({ name: "Mug", metadata: { slug: "item-1" } });
  expect(await adopt()).toMatchObject({ written: false, report: { products: { added: 0, unchanged: 1 } } });
});

it("takes over what a price costs in other currencies, where that can be charged", async () => {
  const { id: product } = await mug();
  await stripe.prices.create({
    ...{ product, currency: "eur", unit_amount: 2400, lookup_key: "MUG" },
    currency_options: { usd: { unit_amount: 2599 }, jpy: { unit_amount: 3800 }, kwd: { unit_amount: 8405 } },
  });
  expect(await adopt()).toMatchObject({ ok: true, written: true });
  const [variant] = await variantsOf("mug");
  expect(variant?.prices).toEqual({ usd: { amount: 2599 }, jpy: { amount: 3800 } });
});
