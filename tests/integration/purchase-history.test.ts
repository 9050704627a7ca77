import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { joinAccount } from "@/lib/account/join-account.server";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { deleteAccount } from "@/lib/customers/profile.server";
import { categories, customers, orderProducts, orders, products } from "@/lib/db/schema";
import { countedAmount } from "@/lib/discounts/counted-orders";
import { DAY_MS } from "@/lib/discounts/history";
import { loadHistory } from "@/lib/discounts/history.server";
import type { HistoryNeeds } from "@/lib/discounts/history-needs";
import { ORDER_STATUSES } from "@/lib/model/order";
import { NO_HISTORY } from "@/lib/model/purchase-history";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { insertCustomer, insertPastOrder } from "@/tests/support/past-orders";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, payByCard } = await testStripe();
const eur = currency("eur");

const NEEDS: HistoryNeeds = {
  orders: true,
  windows: [30, 365, null],
  products: [],
  categories: [],
  underWay: false,
};

const read = (customerId: CustomerId, needs: Partial<HistoryNeeds> = {}, now = new Date()) =>
  loadHistory(db, { customerId, currency: eur, needs: { ...NEEDS, ...needs }, now });

async function slugOf(productId: (typeof orderProducts.$inferSelect)["productId"]): Promise<string> {
  const [product] = await db.select().from(products).where(eq(products.id, productId));
  return product?.slug ?? "";
}

describe("the purchase history of an account", () => {
  it("is empty before the first order, and contains only its own", async () => {
    const [{ id }, other] = [await insertCustomer(db), await insertCustomer(db)];
    await insertPastOrder(db, { customerId: other.id });
    expect(await read(id)).toEqual({
      ...NO_HISTORY,
      spent: new Map([
        [30, 0],
        [365, 0],
        [null, 0],
      ]),
    });
  });

  it("counts the orders whose money the store has, in each status as `countedAmount` says", async () => {
    const { id } = await insertCustomer(db);
    const given = ORDER_STATUSES.flatMap((status, index) =>
      [0, 500, 2490].map((amountRefunded) => ({ status, amountRefunded, daysAgo: 1 + index })),
    );
    const free = { status: "paid" as const, total: 0, daysAgo: 2 };
    const inserted = await Promise.all(
      [...given, free].map((order) => insertPastOrder(db, { ...order, customerId: id })),
    );
    await insertPastOrder(db, { customerId: id, status: "open", paidAt: null });
    const counted = inserted.flatMap((order) => {
      const amount = countedAmount(order);
      return amount === null ? [] : { amount, paidAt: order.paidAt };
    });
    const past = await read(id);
    expect(past.orders).toBe(counted.length);
    expect(past.spent.get(null)).toBe(counted.reduce((sum, { amount }) => sum + amount, 0));
    const latest = Math.max(...counted.map(({ paidAt }) => paidAt?.getTime() ?? 0));
    expect(past.lastPaidAt?.getTime()).toBe(latest);
  });

  it("sums up by windows that end now, in one currency, to the millisecond", async () => {
    const { id } = await insertCustomer(db);
    const now = new Date();
    const at = (days: number, ms = 0) => new Date(now.getTime() - days * DAY_MS + ms);
    const order = (paidAt: Date, total: number, more: object = {}) =>
      insertPastOrder(db, { customerId: id, paidAt, total, ...more });
    await order(at(1), 1);
    await order(at(30), 10);
    await order(at(30, -1), 100);
    await order(at(365, -1), 1000);
    await order(at(2), 50_000, { currency: currency("usd") });
    expect((await read(id, {}, now)).spent).toEqual(
      new Map([
        [30, 11],
        [365, 111],
        [null, 1111],
      ]),
    );
    expect((await read(id, { orders: false, windows: [30] }, now)).spent).toEqual(new Map([[30, 11]]));
  });

  it("knows products and categories of orders that count, by the names the shop shows", async () => {
    const { id } = await insertCustomer(db);
    const [kept, sentBack] = [
      await insertPastOrder(db, { customerId: id }),
      await insertPastOrder(db, { customerId: id, status: "refunded", amountRefunded: 2490 }),
    ];
    const [mug, other] = [await slugOf(kept.productId), await slugOf(sentBack.productId)];
    await db.insert(categories).values({
      slug: "light",
      name: { en: "Light", fr: "Lumière" },
      description: { en: "", fr: "" },
      position: 2,
    });
    const past = await read(id, {
      products: [mug, other, "nosuch"],
      categories: ["cups", "light", "nosuch"],
    });
    expect(past.products).toEqual(
      new Map([
        [mug, { name: { en: "Mug", fr: "Tasse" }, bought: true }],
        [other, { name: { en: "Mug", fr: "Tasse" }, bought: false }],
      ]),
    );
    expect(past.categories).toEqual(
      new Map([
        ["cups", { name: { en: "Cups", fr: "Tasses" }, bought: true }],
        ["light", { name: { en: "Light", fr: "Lumière" }, bought: false }],
      ]),
    );
    await db.update(products).set({ categorySlug: "light" }).where(eq(products.id, kept.productId));
    const moved = (await read(id, { categories: ["cups", "light"] })).categories;
    expect([moved.get("cups")?.bought, moved.get("light")?.bought]).toEqual([false, true]);
  });
});

describe("a paid order", () => {
  async function payAsGuest() {
    const [mug] = await stockedVariants(db, stripe, [5]);
    if (!mug) throw new Error("no variant");
    const shopper = shopperOf(await cartWith(db, [[mug, 2]]));
    const started = await startSession({ surface: "embedded", shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    await payByCard(started.clientSecret);
    await settleOrder(started.orderId);
    return started.orderId;
  }

  const productsOf = (orderId: OrderId) =>
    db.select().from(orderProducts).where(eq(orderProducts.orderId, orderId));

  it("is part of the account's history at once if it has the account's verified e-mail", async () => {
    const { id } = await insertCustomer(db, { email: "ada@example.com" });
    const orderId = await payAsGuest();
    const [held] = await productsOf(orderId);
    if (!held) throw new Error("the order holds nothing");
    expect(held.customerId).toBe(id);
    const slug = await slugOf(held.productId);
    expect(await read(id, { products: [slug] })).toMatchObject({ orders: 1 });
    expect((await read(id, { products: [slug] })).products.get(slug)?.bought).toBe(true);
    // Settling again notes nothing twice.
    await settleOrder(orderId);
    expect(await productsOf(orderId)).toHaveLength(1);
    await db.update(customers).set({ email: "ada.before@example.com" }).where(eq(customers.id, id));
  });

  it("of a guest becomes part of it when the account verifies its e-mail, and belongs to nobody after the account is deleted", async () => {
    const orderId = await payAsGuest();
    expect((await productsOf(orderId)).map(({ customerId }) => customerId)).toEqual([null]);
    const { id } = await insertCustomer(db, { email: "ada@example.com" });
    await joinAccount(db, id, { cartId: null, locale: "en" });
    expect((await productsOf(orderId)).map(({ customerId }) => customerId)).toEqual([id]);
    expect((await read(id)).orders).toBe(1);
    await deleteAccount(db, id);
    expect((await productsOf(orderId)).map(({ customerId }) => customerId)).toEqual([null]);
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    expect(order?.customerId).toBeNull();
  });
});
