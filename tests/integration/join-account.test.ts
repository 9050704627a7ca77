import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { joinAccount } from "@/lib/account/join-account.server";
import { type CartId, type CustomerId, newCartId, newCustomerId } from "@/lib/base/ids";
import { claimForAccount } from "@/lib/customers/claim-orders.server";
import { cartLines, carts, customers, orders, orderTimeline } from "@/lib/db/schema";
import type { OrderStatus } from "@/lib/model/order";
import { newestOwnOrders } from "@/lib/orders/views/list.server";
import { testDatabase } from "@/tests/support/database";
import { cartWith } from "@/tests/support/shop";
import { insertOrder, insertVariants } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();

let people = 0;
async function newAccount(facts: Partial<typeof customers.$inferInsert> = {}) {
  const id = newCustomerId();
  const email = `shopper.${++people}@example.com`;
  await db.insert(customers).values({ id, email, emailVerified: true, ...facts });
  return { id, email };
}

const come = (id: CustomerId, cartId: CartId | null) => joinAccount(db, id, { cartId, locale: "en" });
const linesOf = async (cartId: CartId | null) => {
  const rows = cartId ? await db.select().from(cartLines).where(eq(cartLines.cartId, cartId)) : [];
  return new Map(rows.map((row) => [row.variantId, row.quantity]));
};

async function placed(facts: { cartId?: CartId; email?: string; status?: OrderStatus }) {
  const order = await insertOrder(db);
  await db.update(orders).set(facts).where(eq(orders.id, order.id));
  return order.id;
}

const orderOf = async (id: Awaited<ReturnType<typeof placed>>) =>
  (await db.select().from(orders).where(eq(orders.id, id)))[0];

describe("signing in with a guest's cart", () => {
  it("gives it to an account that has none, and the account keeps it", async () => {
    const [mug] = (await insertVariants(db, [5])).map((row) => row.id);
    if (!mug) throw new Error("no variant");
    const { id } = await newAccount();
    const guest = await cartWith(db, [[mug, 2]]);
    const { cartId } = await come(id, guest);
    expect(await linesOf(cartId)).toEqual(new Map([[mug, 2]]));
    expect((await come(id, null)).cartId).toBe(cartId);
    expect((await come(id, cartId)).cartId).toBe(cartId);
    expect(await db.select().from(carts).where(eq(carts.id, guest))).toEqual([]);
  });

  it("adds it to the account's cart, up to the stock", async () => {
    const [mug, bowl] = (await insertVariants(db, [5, 5])).map((row) => row.id);
    if (!mug || !bowl) throw new Error("no variants");
    const own = await cartWith(db, [[mug, 3]]);
    const { id } = await newAccount({ cartId: own });
    const { cartId } = await come(
      id,
      await cartWith(db, [
        [mug, 4],
        [bowl, 1],
      ]),
    );
    expect(cartId).toBe(own);
    expect(await linesOf(own)).toEqual(
      new Map([
        [mug, 5],
        [bowl, 1],
      ]),
    );
  });

  it("does not take the cart of another account whose session ended in this browser", async () => {
    const [mug] = (await insertVariants(db, [5])).map((row) => row.id);
    if (!mug) throw new Error("no variant");
    const others = await cartWith(db, [[mug, 2]]);
    await newAccount({ cartId: others });
    const { id } = await newAccount();
    expect((await come(id, others)).cartId).toBeNull();
    expect(await linesOf(others)).toEqual(new Map([[mug, 2]]));
  });

  it("merges once when it happens twice at the same time", async () => {
    const [mug] = (await insertVariants(db, [50])).map((row) => row.id);
    if (!mug) throw new Error("no variant");
    const { id } = await newAccount({ cartId: await cartWith(db, [[mug, 1]]) });
    const guest = await cartWith(db, [[mug, 2]]);
    const arrivals = await Promise.all(Array.from({ length: 6 }, () => come(id, guest)));
    expect(new Set(arrivals.map(({ cartId }) => cartId)).size).toBe(1);
    expect(await linesOf(arrivals[0]?.cartId ?? null)).toEqual(new Map([[mug, 3]]));
  });
});

describe("signing in with orders", () => {
  it("moves a checkout under way, and leaves orders with another e-mail to the browser", async () => {
    const guest = newCartId();
    const { id, email } = await newAccount();
    const begun = await placed({ cartId: guest });
    const mine = await placed({ cartId: guest, status: "paid", email });
    const others = await placed({ cartId: guest, status: "paid", email: "somebody@example.com" });
    const { cartId, keptOrders } = await come(id, guest);
    expect(keptOrders).toEqual([others]);
    expect(await orderOf(begun)).toMatchObject({ cartId, customerId: id });
    expect(await orderOf(mine)).toMatchObject({ customerId: id });
    expect(await orderOf(others)).toMatchObject({ cartId: guest, customerId: null });
  });

  it("claims earlier guest orders by e-mail in any spelling, but none that have an account", async () => {
    const { id, email } = await newAccount();
    const past = await placed({ status: "paid", email: email.toUpperCase() });
    const { id: other } = await newAccount();
    const taken = await placed({ status: "paid", email });
    await db.update(orders).set({ customerId: other }).where(eq(orders.id, taken));
    await come(id, null);
    expect((await orderOf(past))?.customerId).toBe(id);
    expect((await orderOf(taken))?.customerId).toBe(other);
  });

  it("lists an account's orders only to the account", async () => {
    const { id, email } = await newAccount();
    const past = await placed({ status: "paid", email });
    await come(id, null);
    const shopper = (customerId: CustomerId) => ({
      cartId: null,
      openedOrders: [],
      customer: { id: customerId, email, name: null, givenTier: null, stripeCustomerId: null },
    });
    expect((await newestOwnOrders(shopper(id), 20)).map((order) => order.id)).toEqual([past]);
    expect(await newestOwnOrders(shopper(newCustomerId()), 20)).toEqual([]);
    expect(await newestOwnOrders({ cartId: null, openedOrders: [], customer: null }, 20)).toEqual([]);
  });

  it("lists no checkout that was only begun, but those for which a payment was tried", async () => {
    const cartId = newCartId();
    for (const status of ["open", "expired", "canceled"] as const) await placed({ cartId, status });
    const released = await placed({ cartId, status: "canceled" });
    await db.insert(orderTimeline).values({
      orderId: released,
      actor: "stripe",
      fromStatus: "open",
      toStatus: "processing",
      detail: { code: "payment_processing" },
    });
    const listed = await newestOwnOrders({ cartId, openedOrders: [], customer: null }, 20);
    expect(listed.map((order) => order.id)).toEqual([released]);
  });
});

describe("a guest's order whose e-mail becomes known", () => {
  it("joins the account that has verified that e-mail, and no other", async () => {
    const proven = await newAccount();
    const unproven = await newAccount({ emailVerified: false });
    const [one, two] = [await placed({ email: proven.email }), await placed({ email: unproven.email })];
    await db.transaction(async (tx) => {
      await claimForAccount(tx, one);
      await claimForAccount(tx, two);
    });
    expect((await orderOf(one))?.customerId).toBe(proven.id);
    expect((await orderOf(two))?.customerId).toBeNull();
  });
});
