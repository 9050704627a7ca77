import { eq, like, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ProductId } from "@/lib/base/ids";
import { renamedTo } from "@/lib/catalog/redirects.server";
import { collections, listings, products, variants } from "@/lib/db/schema";
import type { CollectionRule } from "@/lib/db/schema/catalog";
import {
  addCategory,
  categoryTree,
  deleteCategory,
  placeCategory,
  readCategoryRow,
  saveCategory,
  versionOfCategory,
} from "@/lib/desk/lists/categories.server";
import {
  addCollection,
  deleteCollection,
  placeCollection,
  readCollectionRow,
  ruleOf,
  saveCollection,
} from "@/lib/desk/lists/collections.server";
import { goodsOfRule } from "@/lib/desk/lists/rule-preview.server";
import { testDatabase } from "@/tests/support/database";
import { insertVariants } from "@/tests/support/store-fixtures";

const { db, kind } = await testDatabase();

beforeEach(async () => {
  await db.delete(collections);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

let made = 0;
/** A category of its own. */
async function category(parent = ""): Promise<string> {
  made += 1;
  const added = await addCategory({ name: `Shelf ${made}`, parent });
  if (!added.ok) throw new Error("not added");
  return added.slug;
}

const seenOf = async (slug: string) => {
  const row = await readCategoryRow(db, slug);
  if (!row) throw new Error("no category");
  return versionOfCategory(row);
};

async function product(categorySlug: string, fields: Partial<typeof products.$inferInsert> = {}) {
  const [row] = await insertVariants(db, [3]);
  if (!row) throw new Error("no variant");
  await db
    .update(products)
    .set({ categorySlug, ...fields })
    .where(eq(products.id, row.productId));
  const [found] = await db.select().from(products).where(eq(products.id, row.productId));
  if (!found) throw new Error("no product");
  return found;
}

const listsOf = async (id: ProductId) =>
  (await db.select({ list: listings.list }).from(listings).where(eq(listings.productId, id))).map(
    ({ list }) => list,
  );

describe("a category", () => {
  it("is made below another as its last, with an address made of its name", async () => {
    const top = await category();
    const [one, two] = [await category(top), await category(top)];
    const branches = (await categoryTree("en")).filter(({ row }) => row.parentSlug === top);
    expect(branches.map(({ row, depth, isLast }) => [row.slug, depth, isLast])).toEqual([
      [one, 1, false],
      [two, 1, true],
    ]);
    const taken = await addCategory({ name: `Shelf ${made}`, parent: "" });
    expect(taken).toMatchObject({ ok: false, issues: [{ code: "handle_repeated" }] });
    expect(await addCategory({ name: "Lost", parent: "none-such" })).toMatchObject({
      issues: [{ code: "unknown_category", column: "parent" }],
    });
  });

  it("gets another address: the old one leads there, and goods, children, lists and rules follow", async () => {
    const slug = await category();
    const child = await category(slug);
    const { id } = await product(child);
    await db.insert(collections).values({
      ...{ slug: "by-rule", name: { en: "Rule" }, description: { en: "" }, position: 0 },
      rule: { categories: ["other", slug] },
    });
    expect(await listsOf(id)).toContain("collection:by-rule");
    const renamed = `${slug}-renamed`;
    const saved = await saveCategory(slug, {
      seen: await seenOf(slug),
      slug: renamed,
      name: { de: "Regal" },
    });
    expect(saved).toMatchObject({ ok: true, slug: renamed });
    expect(await renamedTo("category", slug)).toBe(renamed);
    expect((await readCategoryRow(db, child))?.parentSlug).toBe(renamed);
    expect((await readCategoryRow(db, renamed))?.name).toMatchObject({ de: "Regal" });
    const lists = await listsOf(id);
    expect(lists).toEqual(expect.arrayContaining([`category:${renamed}`, "collection:by-rule"]));
    expect(lists).not.toContain(`category:${slug}`);
    const [rule] = await db.select({ rule: collections.rule }).from(collections);
    expect(rule?.rule?.categories).toEqual(["other", renamed]);
  });

  it("moves with its goods, and never below itself", async () => {
    const [one, two] = [await category(), await category()];
    const child = await category(one);
    const { id } = await product(child);
    expect(await saveCategory(one, { seen: await seenOf(one), parent: child })).toEqual({
      ...{ ok: false, code: "list_ring" },
    });
    expect(await saveCategory(one, { seen: await seenOf(one), parent: one })).toMatchObject({
      code: "list_ring",
    });
    expect(await saveCategory(one, { seen: await seenOf(one), parent: two })).toMatchObject({ ok: true });
    expect(await listsOf(id)).toContain(`category:${two}`);
  });

  it.runIf(kind === "postgres")("of two that are moved below each other at once, one is", async () => {
    const [one, two] = [await category(), await category()];
    const seen = [await seenOf(one), await seenOf(two)];
    const moves = await Promise.all([
      saveCategory(one, { seen: seen[0] ?? "", parent: two }),
      saveCategory(two, { seen: seen[1] ?? "", parent: one }),
    ]);
    expect(moves.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is placed among those beside it", async () => {
    const top = await category();
    const [one, two, three] = [await category(top), await category(top), await category(top)];
    await placeCategory(three, "up");
    await placeCategory(one, "up");
    const order = (await categoryTree("en"))
      .filter(({ row }) => row.parentSlug === top)
      .map(({ row }) => row.slug);
    expect(order).toEqual([one, three, two]);
  });

  it("that somebody else changed is not overwritten", async () => {
    const slug = await category();
    const seen = await seenOf(slug);
    expect(await saveCategory(slug, { seen, name: { en: "First" } })).toMatchObject({ ok: true });
    expect(await saveCategory(slug, { seen, name: { en: "Second" } })).toEqual({
      ok: false,
      code: "list_changed",
    });
    expect((await readCategoryRow(db, slug))?.name.en).toBe("First");
  });

  it("is deleted when nothing is in it, and otherwise not", async () => {
    const slug = await category();
    const { id } = await product(slug);
    expect(await deleteCategory(slug)).toEqual({ ok: false, code: "category_in_use" });
    const other = await category();
    await db.update(products).set({ categorySlug: other }).where(eq(products.id, id));
    expect(await deleteCategory(slug)).toMatchObject({ ok: true });
    expect(await readCategoryRow(db, slug)).toBeNull();
  });
});

describe("a collection by hand", () => {
  it("has its goods in their order, which is changed", async () => {
    const shelf = await category();
    const [one, two] = [await product(shelf), await product(shelf)];
    const added = await addCollection({ name: "Gifts" });
    if (!added.ok) throw new Error("not added");
    const seen = async () => (await readCollectionRow(db, "gifts"))?.seen ?? "";
    const save = async (slugs: string[]) =>
      saveCollection("gifts", {
        seen: await seen(),
        state: "on",
        kind: "hand",
        products: JSON.stringify(slugs),
      });
    expect(await save([one.slug, two.slug])).toMatchObject({ ok: true });
    expect(await save([two.slug, one.slug])).toMatchObject({ ok: true });
    const listed = await db
      .select({ id: listings.productId })
      .from(listings)
      .where(eq(listings.list, "collection:gifts"))
      .orderBy(listings.rank);
    expect(listed.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(await save(["none-such"])).toMatchObject({ ok: false, issues: [{ code: "unknown_product" }] });
    expect((await readCollectionRow(db, "gifts"))?.goods?.map(({ slug }) => slug)).toEqual([
      two.slug,
      one.slug,
    ]);
    await save([]);
    expect(await db.$count(listings, eq(listings.list, "collection:gifts"))).toBe(0);
  });

  it("gets another address, which its goods follow, and is told when somebody else changed them", async () => {
    const { slug: goods } = await product(await category());
    await addCollection({ name: "Gifts" });
    const before = (await readCollectionRow(db, "gifts"))?.seen ?? "";
    const products = JSON.stringify([goods]);
    expect(
      await saveCollection("gifts", { seen: before, slug: "presents", state: "on", kind: "hand", products }),
    ).toMatchObject({
      ok: true,
      slug: "presents",
    });
    expect(await renamedTo("collection", "gifts")).toBe("presents");
    expect(await db.$count(listings, like(listings.list, "collection:%"))).toBe(1);
    expect(await saveCollection("presents", { seen: before, name: { en: "Late" } })).toMatchObject({
      code: "list_changed",
    });
  });

  it("is placed and deleted", async () => {
    await addCollection({ name: "One" });
    await addCollection({ name: "Two" });
    await placeCollection("two", "up");
    const order = await db.select({ slug: collections.slug }).from(collections).orderBy(collections.position);
    expect(order.map(({ slug }) => slug)).toEqual(["two", "one"]);
    expect(await deleteCollection("two")).toMatchObject({ ok: true });
    expect(await deleteCollection("two")).toEqual({ ok: false, code: "not_found" });
  });
});

describe("a collection by rule", () => {
  it.each([
    [{ minAmount: "1.234" }, "price_decimals"],
    [{ newerThanDays: "soon" }, "field_invalid"],
  ])("refuses %o with %s", (form, code) => {
    expect(ruleOf({ seen: "", kind: "rule", ...form })).toMatchObject({ ok: false, issues: [{ code }] });
  });

  it("shows before it is saved what its list has afterwards, whatever the rule", async () => {
    const top = await category();
    const below = await category(top);
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    const some = [
      await product(top, { tags: ["new"], vendor: "Kiln" }),
      await product(below, { tags: ["tea"], publishedAt: days(40) }),
      await product(below, { vendor: "Kiln", publishedAt: days(3) }),
      await product(top, { tags: ["new", "tea"], publishedAt: new Date(Date.now() + 86_400_000) }),
      await product(top, { tags: ["new"], active: false }),
    ];
    await db
      .update(variants)
      .set({ unitAmount: 5000 })
      .where(eq(variants.productId, some[0]?.id ?? ("" as ProductId)));
    await db
      .update(variants)
      .set({ compareAtAmount: 9000 })
      .where(eq(variants.productId, some[2]?.id ?? ("" as ProductId)));
    const rules: fc.Arbitrary<CollectionRule> = fc.record(
      {
        tags: fc.subarray(["new", "tea", "none"], { minLength: 1 }),
        categories: fc.subarray([top, below, "none"], { minLength: 1 }),
        vendors: fc.subarray(["Kiln", "none"], { minLength: 1 }),
        minAmount: fc.constantFrom(0, 2000, 2001, 5000),
        maxAmount: fc.constantFrom(1999, 2000, 5000),
        onSale: fc.boolean(),
        newerThanDays: fc.constantFrom(1, 30, 100),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(rules, async (given) => {
        const rule = { ...given };
        await db
          .insert(collections)
          .values({ slug: "tried", name: { en: "" }, description: { en: "" }, position: 0, rule })
          .onConflictDoUpdate({ target: collections.slug, set: { rule } });
        const kept = await db
          .select({ slug: products.slug })
          .from(listings)
          .innerJoin(products, eq(products.id, listings.productId))
          .where(
            sql`${listings.list} = 'collection:tried' and ${listings.publishedAt} <= now() and (${listings.endsAt} is null or ${listings.endsAt} > now())`,
          );
        const { goods, count } = await goodsOfRule(rule);
        expect(goods.map(({ slug }) => slug).toSorted()).toEqual(kept.map(({ slug }) => slug).toSorted());
        expect(count).toBe(kept.length);
      }),
      { numRuns: 60 },
    );
  });
});
