import { eq, like, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { routing } from "@/i18n/routing";
import type { PriceId } from "@/lib/base/ids";
import {
  categories,
  collections,
  products,
  searchDocuments,
  searchLanguages,
  variants,
} from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { searchOf, sellDemonstration } from "@/tests/support/demo-search";

const { db } = await testDatabase();
await sellDemonstration(db);
const { find, suggest } = searchOf(db);
const MUG = "KC-MUG";
const isMug = eq(products.slug, "stoneware-mug");
const [mug] = await db.select().from(products).where(isMug);
const [mugVariant] = await db.select().from(variants).where(eq(variants.sku, MUG));
if (!mug || !mugVariant) throw new Error("no mug");

beforeEach(async () => {
  await db.delete(collections);
  await db.insert(products).values(mug).onConflictDoUpdate({ target: products.id, set: mug });
  await db.insert(variants).values(mugVariant).onConflictDoUpdate({ target: variants.id, set: mugVariant });
});

const changeMug = (values: Partial<typeof products.$inferInsert>) =>
  db.update(products).set(values).where(isMug);
const changeVariant = (values: Partial<typeof variants.$inferInsert>) =>
  db.update(variants).set(values).where(eq(variants.sku, MUG));
const found = async (text: string) => (await find(text)).slugs;

describe("search follows the goods, whoever writes them:", () => {
  it("a name, in its language and where it has none of its own", async () => {
    await changeMug({ name: { en: "Tankard", fr: "Chope" } });
    expect(await found("tankard")).toEqual(["stoneware-mug"]);
    await changeMug({ name: { en: "Teacup", fr: "Chope" } });
    expect(await found("teacup")).toEqual(["stoneware-mug"]);
    expect(await found("tankard")).toEqual([]);
    expect((await find("chope", "fr")).slugs).toEqual(["stoneware-mug"]);
    expect((await find("teacup", "de")).slugs).toEqual(["stoneware-mug"]);
    expect((await suggest("teac")).slugs).toEqual(["stoneware-mug"]);
    expect((await suggest("tank")).slugs).toEqual([]);
  });

  it("brand, kind, tags, options, details, SKU and barcode", async () => {
    await changeMug({
      vendor: "Hearthside",
      kind: "Drinkware",
      tags: ["wedding list"],
      details: [{ en: "Holds espresso" }],
      options: [{ key: "glaze", name: { en: "Glaze" }, values: [{ key: "t", label: { en: "Tenmoku" } }] }],
    });
    await changeVariant({ barcode: "4 006381 333931" });
    for (const text of [
      "hearthside",
      "drinkware",
      "weddings",
      "espresso",
      "tenmoku",
      "4006381333931",
      "kc mug",
    ]) {
      expect([text, await found(text)]).toEqual([text, ["stoneware-mug"]]);
    }
    await changeVariant({ sku: "MUG-2" });
    expect(await found("mug2")).toEqual(["stoneware-mug"]);
  });

  it("the name of a category above", async () => {
    await db
      .insert(categories)
      .values({ slug: "table", name: { en: "Crockery" }, description: { en: "" }, position: 9 });
    await db.update(categories).set({ parentSlug: "table" }).where(eq(categories.slug, "ceramics"));
    expect(await found("crockery")).toHaveLength(5);
    await db
      .update(categories)
      .set({ name: { en: "Kitchenalia" } })
      .where(eq(categories.slug, "table"));
    expect(await found("crockery")).toEqual([]);
    await db.update(categories).set({ slug: "tableware" }).where(eq(categories.slug, "table"));
    expect((await suggest("kitchenal")).places).toEqual(["category tableware: Kitchenalia"]);
    await db.update(categories).set({ parentSlug: null });
    await db.delete(categories).where(eq(categories.slug, "tableware"));
    expect(await found("kitchenalia")).toEqual([]);
  });

  it("categories that many write at once, also those that were there before", async () => {
    const write = (slug: string) =>
      db
        .insert(categories)
        .values({ slug, name: { en: `Shelf ${slug}` }, description: { en: "" }, position: 9 })
        .onConflictDoNothing();
    const slugs = Array.from({ length: 8 }, (_, index) => `s${index % 3}`);
    await Promise.all(slugs.map(write));
    expect((await suggest("shelf")).places.toSorted()).toEqual(
      [0, 1, 2].map((index) => `category s${index}: Shelf s${index}`),
    );
    await db.delete(categories).where(like(categories.slug, "s_"));
  });

  it("collections, in what is suggested", async () => {
    await db.insert(collections).values([
      { slug: "gifts", name: { en: "Small gifts" }, description: { en: "" }, position: 1 },
      {
        slug: "soon",
        name: { en: "Gifts for May" },
        description: { en: "" },
        position: 2,
        publishedAt: new Date("2999-01-01"),
      },
    ]);
    expect((await suggest("gif")).places).toEqual(["collection gifts: Small gifts"]);
    await db.delete(collections);
    expect((await suggest("gif")).places).toEqual([]);
  });
});

describe("only what can be bought is found:", () => {
  const hidden = async () => {
    expect(await found("mug")).toEqual([]);
    expect((await suggest("stonew")).slugs).not.toContain("stoneware-mug");
    expect(await found(MUG)).toEqual([]);
  };

  it("not what is in the archive, a draft, or not yet published", async () => {
    await changeMug({ active: false });
    await hidden();
    await changeMug({ active: true, publishedAt: null });
    await hidden();
    await changeMug({ publishedAt: new Date("2999-01-01") });
    await hidden();
    await changeMug({ publishedAt: new Date() });
    expect(await found("mug")).toEqual(["stoneware-mug"]);
  });

  it("not what has no variant on sale with a price at Stripe", async () => {
    await changeVariant({ active: false });
    await hidden();
    await changeVariant({ active: true, stripePriceId: null });
    await hidden();
    await changeVariant({ stripePriceId: "price_new" as PriceId });
    expect(await found("mug")).toEqual(["stoneware-mug"]);
    await db.delete(variants).where(eq(variants.sku, MUG));
    await hidden();
    await db.delete(products).where(isMug);
    await hidden();
  });
});

it("What is sold out comes after what fits as well and is there", async () => {
  const napkins = ["cushion-cover", "linen-napkins"];
  expect((await found("linen")).slice(0, 2)).toEqual(napkins);
  const cushion = db.select({ id: products.id }).from(products).where(eq(products.slug, "cushion-cover"));
  const stockOfCushion = (onHand: number) =>
    db.update(variants).set({ onHand }).where(eq(variants.productId, cushion));
  await stockOfCushion(0);
  expect((await found("linen")).slice(0, 2)).toEqual(napkins.toReversed());
  await stockOfCushion(5);
  expect((await found("linen")).slice(0, 2)).toEqual(napkins);
});

it("A sale that leaves pieces writes no document", async () => {
  const version = () =>
    db.execute(sql`select xmin::text, ctid::text from search_documents order by locale, product_id`);
  const before = (await version()).rows;
  await db.update(variants).set({ onHand: sql`on_hand - 1` }).where(eq(variants.sku, MUG));
  expect((await version()).rows).toEqual(before);
});

it("Two writers of one product at once lose nothing of each other", async () => {
  await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      at % 2 === 0 ? changeMug({ vendor: `Maker${at}` }) : changeVariant({ barcode: `777${at}` }),
    ),
  );
  const [row] = await db.select().from(products).where(isMug);
  const [variant] = await db.select().from(variants).where(eq(variants.sku, MUG));
  expect(await found(row?.vendor ?? "")).toEqual(["stoneware-mug"]);
  expect(await found(variant?.barcode ?? "")).toEqual(["stoneware-mug"]);
});

it("A rebuild writes the same documents", async () => {
  const documents = () =>
    db.select().from(searchDocuments).orderBy(searchDocuments.locale, searchDocuments.productId);
  const before = await documents();
  await db.execute(sql`select rebuild_search()`);
  expect(await documents()).toEqual(before);
});

it("Every language of the shop is searched. If this fails: docs/languages.md says which migration a new language needs", async () => {
  const languages = await db.select().from(searchLanguages);
  expect(languages.map(({ locale }) => locale).sort()).toEqual([...routing.locales].sort());
  for (const { locale } of languages) {
    expect((await find(MUG, locale as (typeof routing.locales)[number])).slugs).toEqual(["stoneware-mug"]);
  }
});

it("A language without a stemmer is searched by its words as they are", async () => {
  await db.execute(sql`select add_search_language('eo', null), rebuild_search()`);
  const name = { en: "Stoneware mug", eo: "Ŝtona tasoj" };
  await changeMug({ name });
  const { rows } = await db.execute<{ words: string }>(
    sql`select name_words::text as words from search_documents where locale = 'eo' and product_id = 'prd_stoneware-mug'`,
  );
  expect(rows[0]?.words).toBe("'stona' 'tasoj'");
  await db.delete(searchLanguages).where(eq(searchLanguages.locale, "eo"));
});
