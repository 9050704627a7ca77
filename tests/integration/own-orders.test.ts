import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CustomerId,
  newCartId,
  newCustomerId,
  newOrderId,
  newOrderNumber,
  type OrderId,
} from "@/lib/base/ids";
import { customers, orders } from "@/lib/db/schema";
import type { Shopper } from "@/lib/orders/owners/shopper";
import {
  ORDERS_PER_PAGE,
  type OrdersPage,
  ownOrdersQuery,
  pageOwnOrders,
} from "@/lib/orders/views/list.server";
import { testDatabase } from "@/tests/support/database";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const { id: _, number: __, ...anyOrder } = await insertOrder(db, { status: "paid" });

type Way = "cart" | "account" | "link" | "nobody";

/** A shopper with an order for each given way of owning it, placed at the given microsecond of one second. */
async function shopperWith(placed: readonly { way: Way; microsecond: number }[]) {
  const id: CustomerId = newCustomerId();
  await db.insert(customers).values({ id, email: `${id}@example.com` });
  const cartId = newCartId();
  const rows = placed.map(({ way, microsecond }) => ({
    ...anyOrder,
    id: newOrderId(),
    number: newOrderNumber(),
    cartId: way === "cart" ? cartId : newCartId(),
    customerId: way === "account" ? id : null,
    createdAt: sql`'2026-11-26T12:00:00Z'::timestamptz + make_interval(secs => ${microsecond / 1e6})`,
    way,
    microsecond,
  }));
  // A statement holds so many parameters only.
  for (let start = 0; start < rows.length; start += 500) {
    await db.insert(orders).values(rows.slice(start, start + 500));
  }
  const shopper: Shopper = {
    cartId,
    openedOrders: rows.filter(({ way }) => way === "link").map((row) => row.id),
    customer: { id, email: "", name: null, givenTier: null, stripeCustomerId: null },
  };
  const newestFirst = rows
    .filter(({ way }) => way !== "nobody")
    .sort((a, b) => b.microsecond - a.microsecond || (a.id < b.id ? 1 : -1))
    .map((row) => row.id);
  return { shopper, newestFirst, foreign: rows.find(({ way }) => way === "nobody")?.id ?? newOrderId() };
}

const idsOf = (page: OrdersPage) => page.orders.map((order) => order.id);

/** All pages from the first to the last, by their links. */
async function walk(shopper: Shopper, size?: number): Promise<OrdersPage[]> {
  const pages = [await pageOwnOrders(shopper, null, size)];
  for (let older = pages[0]?.older; older; older = pages.at(-1)?.older) {
    pages.push(await pageOwnOrders(shopper, { direction: "older", than: older }, size));
  }
  return pages;
}

/** Back from a page to the first one. */
async function walkBack(shopper: Shopper, last: OrdersPage, size?: number): Promise<OrdersPage[]> {
  const pages = [last];
  for (let newer = last.newer; newer; newer = pages[0]?.newer ?? null) {
    pages.unshift(await pageOwnOrders(shopper, { direction: "newer", than: newer }, size));
  }
  return pages;
}

const at = (way: Way, microsecond: number) => ({ way, microsecond });
const many = (count: number, way: Way, microsecond: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => at(way, microsecond(index)));

describe("a shopper's orders", () => {
  it("are all reached from page to page, and back", async () => {
    const { shopper, newestFirst } = await shopperWith(many(120, "account", (index) => index * 1000));
    const pages = await walk(shopper);
    expect(pages.map((page) => page.orders.length)).toEqual(Array(6).fill(ORDERS_PER_PAGE));
    expect(pages.flatMap(idsOf)).toEqual(newestFirst);
    expect(pages[0]?.newer).toBeNull();
    const last = pages.at(-1);
    if (!last) throw new Error("no pages");
    expect((await walkBack(shopper, last)).map(idsOf)).toEqual(pages.map(idsOf));
  });

  it("placed in one instant, or less than a millisecond apart, are each shown once", async () => {
    const oneInstant = many(60, "account", () => 5);
    const closeBy = many(60, "account", (index) => 100 + index);
    const { shopper, newestFirst } = await shopperWith([...oneInstant, ...closeBy]);
    expect((await walk(shopper)).flatMap(idsOf)).toEqual(newestFirst);
  });

  it("need no links when they fit on one page", async () => {
    const { shopper } = await shopperWith(many(ORDERS_PER_PAGE, "cart", (index) => index));
    expect(await pageOwnOrders(shopper, null)).toMatchObject({ newer: null, older: null });
  });

  it("are the newest when a page is requested from an unknown order or somebody else's", async () => {
    const { shopper, newestFirst, foreign } = await shopperWith([
      ...many(30, "cart", (index) => index),
      at("nobody", 15),
    ]);
    const first = await pageOwnOrders(shopper, null);
    expect(idsOf(first)).toEqual(newestFirst.slice(0, ORDERS_PER_PAGE));
    for (const than of [foreign, newOrderId(), "" as OrderId]) {
      for (const direction of ["older", "newer"] as const) {
        expect(await pageOwnOrders(shopper, { direction, than })).toEqual(first);
      }
    }
  });

  it("fill the first page, even if few are newer than the page before", async () => {
    const { shopper, newestFirst } = await shopperWith(many(30, "account", (index) => index));
    const than = newestFirst[2];
    if (!than) throw new Error("no order");
    const page = await pageOwnOrders(shopper, { direction: "newer", than });
    expect(idsOf(page)).toEqual(newestFirst.slice(0, ORDERS_PER_PAGE));
    expect(page.newer).toBeNull();
  });

  it("come in one order from the cart, the account and the links in e-mails, for any size of a page", async () => {
    const placed = fc.record({
      way: fc.constantFrom<Way>("cart", "account", "link", "nobody"),
      microsecond: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(placed, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (history, size) => {
          const { shopper, newestFirst } = await shopperWith(history);
          const pages = await walk(shopper, size);
          expect(pages.flatMap(idsOf)).toEqual(newestFirst);
          const last = pages.at(-1);
          if (last) expect((await walkBack(shopper, last, size))[0]).toEqual(pages[0]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("cost no more to show when there are thousands", async () => {
    const { shopper, newestFirst } = await shopperWith(many(3000, "account", (index) => index * 10));
    await db.execute(sql`analyze orders`);
    const [middle] = await db
      .select({ id: orders.id, at: sql<string>`${orders.createdAt}::text` })
      .from(orders)
      .where(sql`${orders.id} = ${newestFirst[1500]}`);
    if (!middle) throw new Error("no order");
    for (const from of [
      null,
      { direction: "older", ...middle },
      { direction: "newer", ...middle },
    ] as const) {
      const query = ownOrdersQuery(shopper, from, ORDERS_PER_PAGE + 1);
      const { rows } = await db.execute<{ "QUERY PLAN": string }>(
        sql`explain (analyze, timing off) ${query}`,
      );
      const read = rows.map((row) => row["QUERY PLAN"]);
      const largest = read.flatMap((line) =>
        Array.from(line.matchAll(/actual rows=(\d+)|Removed by Filter: (\d+)/g), ([, rows, removed]) =>
          Number(rows ?? removed),
        ),
      );
      expect(largest.length).toBeGreaterThan(0);
      expect(Math.max(...largest), read.join("\n")).toBeLessThan(100);
    }
  });
});
