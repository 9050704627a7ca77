import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FRESH_FOR } from "@/lib/catalog/freshness";
import { listFeatured } from "@/lib/catalog/lists.server";
import { getProduct } from "@/lib/catalog/products.server";
import { db as storeDatabase } from "@/lib/db/client";
import { products } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { insertVariants } from "@/tests/support/store-fixtures";

/** As Next.js for an answer that is not cached itself: it gives what it has, of whatever age, and reads anew behind it. */
vi.mock("next/cache", () => {
  const kept = new Map<string, Promise<unknown>>();
  return {
    unstable_cache: (read: () => Promise<unknown>, key: string[]) => async () => {
      const name = key.join();
      const found = kept.get(name);
      if (!found) kept.set(name, read());
      return kept.get(name);
    },
  };
});

const { db } = await testDatabase();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("An answer is made from data that is no older than the documented seconds", async () => {
  const [variant] = await insertVariants(db, [10]);
  if (!variant) throw new Error("no variant");
  await db.update(products).set({ name: { en: "Old cup", fr: "Vieille tasse" }, featured: true });
  const [row] = await db.select().from(products).where(eq(products.id, variant.productId));
  const slug = row?.slug ?? "";
  const seen = async () => [
    (await getProduct(slug))?.name.en,
    (await listFeatured()).map(({ name }) => name.en),
  ];
  expect(await seen()).toEqual(["Old cup", ["Old cup"]]);
  await db.update(products).set({ name: { en: "New cup", fr: "Nouvelle tasse" } });
  vi.setSystemTime(Date.now() + FRESH_FOR * 1000 - 1000);
  expect(await seen()).toEqual(["Old cup", ["Old cup"]]);
  vi.setSystemTime(Date.now() + 2000);
  expect(await seen()).toEqual(["New cup", ["New cup"]]);
});

it("Many reads at once after an idle time cost the database as much as one", async () => {
  await insertVariants(db, [10]);
  const read = () => listFeatured();
  const select = vi.spyOn(storeDatabase(), "select");
  await read();
  vi.setSystemTime(Date.now() + FRESH_FOR * 1000 + 1000);
  select.mockClear();
  await read();
  const costOfOne = select.mock.calls.length;
  expect(costOfOne).toBeGreaterThan(0);
  await Promise.all(Array.from({ length: 20 }, read));
  expect(select.mock.calls.length).toBe(2 * costOfOne);
});
