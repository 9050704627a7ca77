import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { products, variants } from "@/lib/db/schema";
import { readGrid } from "@/lib/desk/goods/grid.server";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { lookAtGoods, saveGoods } from "@/lib/desk/goods/save-goods.server";
import { testDatabase } from "@/tests/support/database";
import { deskGoods } from "@/tests/support/desk-goods";
import { testStripe } from "@/tests/support/local-stripe";
import { insertVariants } from "@/tests/support/store-fixtures";

vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => {} }));

const { db } = await testDatabase();
await testStripe();
const { mug, formOf } = deskGoods(db);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const sell = (id: VariantId, pieces: number) =>
  db.update(variants).set({ onHand: pieces }).where(eq(variants.id, id));

describe("the list of goods", () => {
  const found = async (query: Record<string, string>) =>
    (await listGoods(readGoodsFilter(query))).goods.map(({ id }) => id);

  it("finds by part of a name or a SKU, by state, category and low stock", async () => {
    const { id, sku, variantId } = await mug();
    await saveGoods(
      id,
      await formOf(id, { name: { en: "Tall 100% tumbler" }, lowStockAt: { [sku]: "5" } }),
      "test",
    );
    expect(await found({ q: "100% TUMB" })).toEqual([id]);
    expect(await found({ q: "100_ tumb" })).toEqual([]);
    expect(await found({ q: sku.toLowerCase() })).toEqual([id]);
    expect(await found({ q: sku, low: "1" })).toEqual([]);
    await sell(variantId, 5);
    expect(await found({ q: sku, low: "1", state: "on", category: "cups" })).toEqual([id]);
    await db.update(products).set({ active: false }).where(eq(products.id, id));
    expect(await found({ q: sku, state: "on" })).toEqual([]);
    expect(await found({ q: sku, state: "off" })).toEqual([id]);
  });

  it("shows each product once over its pages", async () => {
    for (let made = 0; made < 60; made += 1) await insertVariants(db, [1]);
    const all: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof listGoods>> = await listGoods(
        readGoodsFilter(after ? { after } : {}),
      );
      all.push(...page.goods.map(({ id }) => id));
      after = page.after;
    }
    expect(all.length).toBe(await db.$count(products));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("the table of goods", () => {
  const pages = async (query: Record<string, string>) => {
    const all: Awaited<ReturnType<typeof readGrid>>["goods"] = [];
    let [after, skip]: [string | null, number] = [null, 0];
    for (let page = 0; page < 50; page += 1) {
      const grid = await readGrid(readGoodsFilter({ ...query, ...(after && { after }) }), skip, "en");
      all.push(...grid.goods);
      if (!grid.next) return { all, columns: grid.columns };
      ({ after, skip } = grid.next);
    }
    throw new Error("no end");
  };

  it("has a row for each variant, with the cells of its product in the first, as the form takes them", async () => {
    const { id, sku, other } = await mug();
    const form = { price: { [sku]: "24.50" }, tags: "new, tea", lowStockAt: { [other]: "3" } };
    await saveGoods(id, await formOf(id, form), "test");
    const { all } = await pages({ q: sku });
    const [goods] = all;
    expect(all).toHaveLength(1);
    const cell = (row: number, key: string) => goods?.rows[row]?.cells[key];
    expect(goods?.rows.map((row) => [row.sku, row.onHand])).toEqual([
      [sku, 7],
      [other, 3],
    ]);
    expect([cell(0, "price"), cell(0, "tags"), cell(0, "state"), cell(1, "lowStockAt")]).toEqual([
      ...["24.50", "new, tea", "on", "3"],
    ]);
    expect([cell(1, "tags"), cell(1, "category")]).toEqual([undefined, undefined]);
    // What the table has is what a save is laid upon.
    const unchanged = { seen: goods?.seen ?? "", price: { [sku]: "24.50" }, tags: "new, tea" };
    expect(await lookAtGoods(id, unchanged)).toMatchObject({ ok: true, changes: [] });
  });

  it("shows every variant once, also of a product that fills more than a page", async () => {
    const [first] = await insertVariants(db, Array<number>(450).fill(1));
    await insertVariants(db, [1, 1]);
    if (!first) throw new Error("no variants");
    const { all } = await pages({});
    const skus = all.flatMap(({ rows }) => rows.map(({ sku }) => sku));
    expect(skus.length).toBe(await db.$count(variants));
    expect(new Set(skus).size).toBe(skus.length);
    expect(all.filter(({ id }) => id === first.productId).map(({ rows }) => rows.length)).toEqual([
      ...[200, 200, 50],
    ]);
  });
});
