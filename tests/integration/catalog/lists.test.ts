import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { newProductId, newVariantId, type PriceId, type ProductId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import {
  catalogChanges,
  categories,
  collectionProducts,
  collections,
  listings,
  listValues,
  products,
  stockHolds,
  variants,
} from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();

const text = (en: string) => ({ en });
const NOTHING = { description: text("") };

type Goods = {
  slug: string;
  category?: string;
  colours?: string[];
  onHand?: number;
  amount?: number;
} & Partial<typeof products.$inferInsert>;

async function insertGoods({
  slug,
  category = "cups",
  colours = ["sand"],
  onHand = 5,
  amount = 2000,
  ...more
}: Goods) {
  const id = newProductId();
  const values = colours.map((key) => ({ key, label: text(key.toUpperCase()) }));
  await db.insert(products).values({
    id,
    slug,
    categorySlug: category,
    name: text(slug),
    images: {},
    position: 1,
    options: [{ key: "colour", name: text("Colour"), values }],
    ...NOTHING,
    ...more,
  });
  const own = colours.map((colour) => ({ id: newVariantId(), colour }));
  await db.insert(variants).values(
    own.map(({ id: variantId, colour }, position) => ({
      id: variantId,
      productId: id,
      sku: variantId,
      options: { colour },
      unitAmount: amount,
      currency: currency("eur"),
      stripePriceId: `price_${variantId}` as PriceId,
      onHand,
      position,
    })),
  );
  return { id, variantIds: own.map((variant) => variant.id) };
}

const listsOf = async (id: ProductId) =>
  (await db.select({ list: listings.list }).from(listings).where(eq(listings.productId, id)))
    .map(({ list }) => list)
    .sort();

/** What a list says of a product, by the words that a listing asks with. */
async function has(id: ProductId, facet: string, list = "all"): Promise<boolean> {
  const rows = await db
    .select({ list: listings.list })
    .from(listings)
    .where(sql`list = ${list} and product_id = ${id} and facets @> array[listing_key(${list}, ${facet})]`);
  return rows.length > 0;
}

async function tagsOf(work: () => Promise<unknown>): Promise<string[]> {
  await db.delete(catalogChanges);
  await work();
  const rows = await db.selectDistinct({ tag: catalogChanges.tag }).from(catalogChanges);
  return rows.map(({ tag }) => tag).sort();
}

beforeEach(async () => {
  for (const table of [stockHolds, collectionProducts, collections, variants, products])
    await db.delete(table);
  await db.delete(listValues);
  await db.update(categories).set({ parentSlug: null });
  await db.delete(categories);
  await db.insert(categories).values([
    { slug: "home", name: text("Home"), position: 1, ...NOTHING },
    { slug: "cups", parentSlug: "home", name: text("Cups"), position: 2, ...NOTHING },
    { slug: "light", name: text("Light"), position: 3, ...NOTHING },
  ]);
});

describe("a product's lists", () => {
  it("are its category, all above it, and all goods", async () => {
    const { id } = await insertGoods({ slug: "mug" });
    expect(await listsOf(id)).toEqual(["all", "category:cups", "category:home"]);
  });

  it("follow when a category moves, gets another name in addresses, or the product moves", async () => {
    const { id } = await insertGoods({ slug: "mug" });
    await db.update(categories).set({ parentSlug: "light" }).where(eq(categories.slug, "cups"));
    expect(await listsOf(id)).toEqual(["all", "category:cups", "category:light"]);
    await db.update(categories).set({ slug: "lamps" }).where(eq(categories.slug, "light"));
    expect(await listsOf(id)).toEqual(["all", "category:cups", "category:lamps"]);
    await db.update(products).set({ categorySlug: "home" });
    expect(await listsOf(id)).toEqual(["all", "category:home"]);
  });

  it("end for a ring of categories", async () => {
    await db.update(categories).set({ parentSlug: "cups" }).where(eq(categories.slug, "home"));
    const { id } = await insertGoods({ slug: "mug" });
    expect(await listsOf(id)).toEqual(["all", "category:cups", "category:home"]);
  });

  it.each([
    ["a draft", () => db.update(products).set({ publishedAt: null })],
    ["archived", () => db.update(products).set({ active: false })],
    ["without a variant on sale", () => db.update(variants).set({ active: false })],
    ["without a price at Stripe", () => db.update(variants).set({ stripePriceId: null })],
    ["without variants", () => db.delete(variants)],
  ])("are none while it is %s", async (_, change) => {
    const { id } = await insertGoods({ slug: "mug" });
    await change();
    expect(await listsOf(id)).toEqual([]);
  });

  it("have it among the featured while it is", async () => {
    const { id } = await insertGoods({ slug: "mug", featured: true });
    expect(await listsOf(id)).toContain("featured");
    await db.update(products).set({ featured: false });
    expect(await listsOf(id)).not.toContain("featured");
  });

  it("are found in the order of names without accents and capitals", async () => {
    const { id } = await insertGoods({ slug: "mug", name: { en: "Straße ÉCLAIR Œuvre", de: "Ölkännchen" } });
    const [row] = await db.select({ names: listings.names }).from(listings).where(eq(listings.productId, id));
    expect(row?.names).toEqual({ en: "strasse eclair oeuvre", de: "olkannchen" });
  });
});

describe("what a listing asks for", () => {
  it("is known of each variant, alone and together", async () => {
    const { id, variantIds } = await insertGoods({ slug: "mug", colours: ["sand", "moss"] });
    await db
      .update(variants)
      .set({ options: { colour: "sand", size: "m" } })
      .where(eq(variants.id, variantIds[0] ?? newVariantId()));
    for (const facet of [
      "colour=sand",
      "size=m",
      "colour=sand&size=m",
      "colour=moss&stock",
      "in=cups",
      "in=home",
    ])
      expect(await has(id, facet), facet).toBe(true);
    expect(await has(id, "colour=moss&size=m")).toBe(false);
    expect(await has(id, "colour=sand&size=m&stock", "category:home")).toBe(true);
  });

  it("has the words of its values, as the goods say them now", async () => {
    await insertGoods({ slug: "mug" });
    const words = () =>
      db.select({ label: listValues.label }).from(listValues).where(eq(listValues.list, "all"));
    expect(await words()).toEqual([{ label: text("SAND") }]);
    const values = [{ key: "sand", label: text("Dune") }];
    await db.update(products).set({ options: [{ key: "colour", name: text("Colour"), values }] });
    expect(await words()).toEqual([{ label: text("Dune") }]);
  });
});

describe("stock in lists", () => {
  const inStock = (id: ProductId) => has(id, "stock");

  it("ends with the last piece on hand, and comes back with one", async () => {
    const { id } = await insertGoods({ slug: "mug", onHand: 1 });
    expect(await inStock(id)).toBe(true);
    await db.update(variants).set({ onHand: 0 });
    expect(await inStock(id)).toBe(false);
    await db.update(variants).set({ onHand: 1 });
    expect(await inStock(id)).toBe(true);
  });

  it("ends when others hold all pieces, and comes back when they let go", async () => {
    const { id, variantIds } = await insertGoods({ slug: "mug", onHand: 2 });
    const { id: orderId } = await insertOrder(db);
    const variantId = variantIds[0] ?? newVariantId();
    await db.insert(stockHolds).values({ orderId, variantId, quantity: 1 });
    expect(await inStock(id)).toBe(true);
    await db.update(stockHolds).set({ quantity: 2 });
    expect(await inStock(id)).toBe(false);
    await db.update(stockHolds).set({ status: "released" });
    expect(await inStock(id)).toBe(true);
  });

  it("never ends for what is delivered later", async () => {
    const { id } = await insertGoods({ slug: "mug", onHand: 1 });
    await db.update(variants).set({ backorder: true, onHand: -3 });
    expect(await inStock(id)).toBe(true);
  });

  it("can't be said by hand", async () => {
    const { id } = await insertGoods({ slug: "mug", onHand: 0 });
    await db.update(variants).set({ inStock: true });
    expect(await inStock(id)).toBe(false);
  });
});

describe("a collection", () => {
  const collection = (rule: (typeof collections.$inferInsert)["rule"]) => ({
    slug: "picks",
    name: text("Picks"),
    position: 1,
    rule,
    ...NOTHING,
  });
  const slugsIn = async () => {
    const rows = await db
      .select({ slug: products.slug })
      .from(listings)
      .innerJoin(products, eq(products.id, listings.productId))
      .where(eq(listings.list, "collection:picks"))
      .orderBy(listings.rank, products.slug);
    return rows.map(({ slug }) => slug);
  };

  it("by hand has what was put in, in its order, until it is taken out", async () => {
    const mug = await insertGoods({ slug: "mug" });
    const lamp = await insertGoods({ slug: "lamp", category: "light" });
    await db.insert(collections).values(collection(null));
    const put = (productId: ProductId, position: number) => ({
      collectionSlug: "picks",
      productId,
      position,
    });
    await db.insert(collectionProducts).values([put(lamp.id, 1), put(mug.id, 2)]);
    expect(await slugsIn()).toEqual(["lamp", "mug"]);
    await db.delete(collectionProducts).where(eq(collectionProducts.productId, lamp.id));
    expect(await slugsIn()).toEqual(["mug"]);
    await db.update(collections).set({ slug: "other" });
    expect(await slugsIn()).toEqual([]);
  });

  it.each([
    ["tags", { tags: ["gift", "new"] }, ["mug"]],
    ["categories, also below", { categories: ["home"] }, ["mug", "plate"]],
    ["makers", { vendors: ["Oak"] }, ["lamp"]],
    ["amounts", { minAmount: 1500, maxAmount: 2500 }, ["mug", "plate"]],
    ["old prices", { onSale: true }, ["plate"]],
    ["several at once", { categories: ["home"], onSale: true, tags: ["gift"] }, []],
    ["something that is no rule", { tags: 5, minAmount: "much" } as object, []],
  ])("by rule has what meets %s, whether the goods or the rule come first", async (_, rule, expected) => {
    const insert = async () => {
      await insertGoods({ slug: "mug", tags: ["gift"] });
      const plate = await insertGoods({ slug: "plate" });
      await db.update(variants).set({ compareAtAmount: 3000 }).where(eq(variants.productId, plate.id));
      await insertGoods({ slug: "lamp", category: "light", vendor: "Oak", amount: 9000 });
    };
    await insert();
    await db.insert(collections).values(collection(rule));
    expect(await slugsIn()).toEqual(expected);
    for (const table of [variants, products]) await db.delete(table);
    expect(await slugsIn()).toEqual([]);
    await insert();
    expect(await slugsIn()).toEqual(expected);
    await db.delete(collections);
    expect(await slugsIn()).toEqual([]);
  });

  it("of new goods says when each leaves it", async () => {
    const { id } = await insertGoods({ slug: "mug", publishedAt: new Date("2026-01-01T00:00:00Z") });
    await db.insert(collections).values(collection({ newerThanDays: 10 }));
    const [row] = await db
      .select({ endsAt: listings.endsAt })
      .from(listings)
      .where(sql`list = 'collection:picks' and product_id = ${id}`);
    expect(row?.endsAt).toEqual(new Date("2026-01-11T00:00:00Z"));
  });
});

describe("what is noted as changed", () => {
  it("is only the product when a piece is sold and others are left", async () => {
    await insertGoods({ slug: "mug", onHand: 5 });
    await insertGoods({ slug: "plate" });
    const sell = () =>
      db.execute(
        sql`update variants set on_hand = on_hand - 1 where product_id = (select id from products where slug = 'mug')`,
      );
    expect(await tagsOf(sell)).toEqual(["product:mug"]);
  });

  it("is also its lists when the last piece is sold or held", async () => {
    const { variantIds } = await insertGoods({ slug: "mug", onHand: 1 });
    const all = ["list:all", "list:category:cups", "list:category:home", "product:mug"];
    const { id: orderId } = await insertOrder(db);
    const variantId = variantIds[0] ?? newVariantId();
    expect(await tagsOf(() => db.insert(stockHolds).values({ orderId, variantId, quantity: 1 }))).toEqual(
      all,
    );
    expect(await tagsOf(() => db.delete(stockHolds))).toEqual(all);
    const sold = () => db.update(variants).set({ onHand: 0 }).where(eq(variants.id, variantId));
    expect(await tagsOf(sold)).toEqual(all);
  });

  it("is nothing for what shoppers never see", async () => {
    await insertGoods({ slug: "mug" });
    expect(await tagsOf(() => db.update(variants).set({ costAmount: 900, lowStockAt: 3 }))).toEqual([]);
    expect(await tagsOf(() => db.update(products).set({ stripeUpdated: 5, mirrorVersion: 2 }))).toEqual([]);
  });

  it("is a product and its lists when its text or picture is edited, under the old address too", async () => {
    await insertGoods({ slug: "mug" });
    expect(
      await tagsOf(() => db.update(products).set({ images: { default: "/x.jpg" }, slug: "cup" })),
    ).toEqual(["list:all", "list:category:cups", "list:category:home", "product:cup", "product:mug"]);
  });
});

it("Many goods are written in one statement each", async () => {
  await db.execute(sql`insert into products (id, slug, category_slug, name, description, images, position)
    select 'many' || n, 'many' || n, 'cups', '{"en":"Many"}', '{"en":""}', '{}', n from generate_series(1, 2000) n`);
  await db.execute(sql`insert into variants (id, product_id, sku, options, unit_amount, currency, stripe_price_id, on_hand, position)
    select 'many' || n || c, 'many' || n, 'many' || n || c, jsonb_build_object('colour', c), 100 + n, 'eur', 'price_many' || n || c, 3, 1
    from generate_series(1, 2000) n, unnest(array['a', 'b', 'c']) c`);
  const [row] = await db.select({ rows: sql<number>`count(*)::int` }).from(listings);
  expect(row?.rows).toBe(6000);
});
