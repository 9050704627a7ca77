import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CartId } from "@/lib/base/ids";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { carts, customerSegments, discountRules, orders } from "@/lib/db/schema";
import { redeem, releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { releaseHold } from "@/lib/inventory/stock.server";
import type { RuleKind } from "@/lib/model/discount";
import type { RuleConditions } from "@/lib/model/discount-conditions";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { insertCustomer, insertPastOrder } from "@/tests/support/past-orders";
import { startSession } from "@/tests/support/start-session";

const { db, kind } = await testDatabase();
const { stripe } = await testStripe();
const shop = elementsShop(db, stripe);

const TEN_PERCENT = { type: "percent", percent: 10 } as const;
const FIRST = { orders: { atMost: 0 } };

/** Combinable, by itself where it is not for a code. @returns its id; its code is that in capitals. */
async function rule(
  conditions: Omit<RuleConditions, "benefit">,
  changes: { kind?: RuleKind; perCustomerLimit?: number } = {},
) {
  const id = `rule_${randomBytes(5).toString("hex")}`;
  const { kind: ruleKind = "history", perCustomerLimit = null } = changes;
  await db.insert(discountRules).values({
    id,
    kind: ruleKind,
    code: ruleKind === "promotion_code" ? id.toUpperCase() : null,
    name: { en: id, fr: id },
    conditions: { benefit: TEN_PERCENT, ...conditions },
    perCustomerLimit,
    combinable: true,
  });
  return id;
}

async function segment(id: string, definition: (typeof customerSegments.$inferInsert)["definition"]) {
  await db
    .insert(customerSegments)
    .values({ id, name: { en: "our regulars", fr: "nos habitués" }, definition });
}

beforeEach(async () => {
  await db.update(discountRules).set({ active: false });
});
afterEach(() => vi.restoreAllMocks());

const appliedTo = async (shopper: Shopper) =>
  (await readPricedCart(shopper, "en")).quote?.discounts.map(({ ruleId }) => ruleId);

/** A shopper with a cart of three mugs for 60.00. */
const shopperFor = (customer: Awaited<ReturnType<typeof insertCustomer>> | null) =>
  shop.shopperWith(3, customer);

const start = (shopper: Shopper) => startSession({ surface: "embedded", shopper, locale: "en" });

async function ruleIdsOf(started: Awaited<ReturnType<typeof start>>) {
  if (!started.ok) throw new Error(started.code);
  const { quote } = await shop.orderOf(started.orderId);
  return quote.discounts.map(({ ruleId }) => ruleId);
}

const textOf = (asked: unknown) =>
  typeof asked === "object" && asked !== null && "text" in asked ? String(asked.text) : String(asked);

describe("a discount for earlier purchases", () => {
  it("is in the cart with its reason, in the language of the page, but not for a guest", async () => {
    const customer = await insertCustomer(db);
    const shopper = await shopperFor(customer);
    const id = await rule({ history: { bought: { categories: ["cups"] } } });
    expect(await appliedTo(shopper)).toEqual([]);
    await insertPastOrder(db, { customerId: customer.id });
    const { quote } = await readPricedCart(shopper, "en");
    expect(quote?.discounts).toMatchObject([
      { ruleId: id, reason: "Because you bought from Cups before", amount: 600 },
    ]);
    const french = (await readPricedCart(shopper, "fr")).quote?.discounts[0]?.reason;
    expect(french).toBe("Parce que vous avez déjà acheté dans la catégorie Tasses");
    expect(await appliedTo({ ...shopper, customer: null })).toEqual([]);
  });

  it("by a segment is for its members; a broken segment is left out, named in the log, and has no members", async () => {
    const customer = await insertCustomer(db);
    await insertPastOrder(db, { customerId: customer.id });
    await segment("regulars", { orders: { atLeast: 1 } });
    const [members, others] = [
      await rule({ segments: ["regulars"] }),
      await rule({ notSegments: ["regulars"] }, { kind: "region" }),
    ];
    await db
      .update(discountRules)
      .set({ conditions: { benefit: TEN_PERCENT, notSegments: ["regulars"], countries: ["FR"] } })
      .where(eq(discountRules.id, others));
    const [shopper, newcomer] = [await shopperFor(customer), await shopperFor(await insertCustomer(db))];
    expect(await appliedTo(shopper)).toEqual([members]);
    expect(await appliedTo(newcomer)).toEqual([others]);

    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken = { orders: { atLeast: -1 } };
    await db.update(customerSegments).set({ definition: broken }).where(eq(customerSegments.id, "regulars"));
    expect(await appliedTo(shopper)).toEqual([]);
    expect(await appliedTo(newcomer)).toEqual([]);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("customer segment regulars is ignored"));

    logged.mockClear();
    await db.delete(customerSegments);
    expect(await appliedTo(newcomer)).toEqual([]);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("regulars"));
  });

  it("is read from the database only when a rule needs it", async () => {
    const shopper = await shopperFor(await insertCustomer(db));
    await rule({ countries: ["FR"] }, { kind: "region" });
    const query = vi.spyOn(pg.Pool.prototype, "query");
    const pastQueries = () =>
      query.mock.calls.filter(([asked]: unknown[]) =>
        /order_products|paid_at"\)|customer_segments/.test(textOf(asked)),
      ).length;
    await readPricedCart(shopper, "en");
    expect(pastQueries()).toBe(0);
    await rule({ history: { orders: { atLeast: 1 } } });
    await readPricedCart({ ...shopper, customer: null }, "en");
    expect(pastQueries()).toBe(0);
    await readPricedCart(shopper, "en");
    expect(pastQueries()).toBe(1);
  });
});

describe("a discount for a first order", () => {
  it("goes to one of two carts of a customer at once, and to the other when the first gives up", async () => {
    const id = await rule({ history: FIRST });
    const customer = await insertCustomer(db);
    const [one, other] = [await shopperFor(customer), await shopperFor(customer)];
    const started = await Promise.all([start(one), start(other)]);
    const had = await Promise.all(started.map(ruleIdsOf));
    expect(had.flat()).toEqual([id]);

    const winner = started[had.findIndex((ids) => ids.length > 0)];
    if (!winner?.ok) throw new Error("nobody had it");
    await db.transaction((tx) => releaseRedemptions(tx, winner.orderId));
    expect(await appliedTo(had[0]?.length ? other : one)).toEqual([id]);
  });

  it(`holds when ${kind === "postgres" ? 20 : 6} carts want two such rules and a segment of newcomers at once`, async () => {
    const customer = await insertCustomer(db);
    await segment("newcomers", { not: { orders: { atLeast: 1 } } });
    const automatic = [await rule({ history: FIRST }), await rule({ segments: ["newcomers"] })];
    const code = await rule({ history: FIRST }, { kind: "promotion_code" });
    const shoppers = await Promise.all(
      Array.from({ length: kind === "postgres" ? 20 : 6 }, () => shopperFor(customer)),
    );
    for (const [index, { cartId }] of shoppers.entries()) {
      if (index % 2) continue;
      await db
        .update(carts)
        .set({ promotionCodes: [code.toUpperCase()] })
        .where(eq(carts.id, cartId as CartId));
    }
    const had = await Promise.all(shoppers.map(async (shopper) => ruleIdsOf(await start(shopper))));
    const lucky = had.filter((ids) => ids.length > 0);
    expect(lucky).toHaveLength(1);
    expect(lucky[0]).toEqual(expect.arrayContaining(automatic));
  });

  it("is not given again after the first order was returned", async () => {
    const id = await rule({ history: FIRST });
    const customer = await insertCustomer(db);
    const started = await start(await shopperFor(customer));
    expect(await ruleIdsOf(started)).toEqual([id]);
    if (!started.ok) throw new Error(started.code);
    await db.transaction(async (tx) => {
      await redeem(tx, started.orderId);
      await releaseHold(tx, started.orderId);
      await tx
        .update(orders)
        .set({ status: "refunded", paidAt: new Date(), amountRefunded: 5890 })
        .where(eq(orders.id, started.orderId));
    });
    const { quote } = await readPricedCart(await shopperFor(customer), "en");
    expect(quote?.discounts).toEqual([]);
  });

  it("with a code asks a guest to sign in", async () => {
    const code = (await rule({ history: FIRST }, { kind: "promotion_code" })).toUpperCase();
    const checkout = await shop.begin(await shopperFor(null));
    expect(await checkout.types(code)).toEqual({
      ok: false,
      code: "account_required_first_order",
      reason: "Sign in or create an account to use this offer: it is for a customer’s first order.",
    });
  });

  it("is removed before paying, with a message, when another order was paid meanwhile", async () => {
    const id = await rule({ history: FIRST });
    const customer = await insertCustomer(db);
    const checkout = await shop.begin(await shopperFor(customer));
    expect(checkout.quote.discounts).toMatchObject([{ name: id, reason: "For your first order" }]);
    await shop.expectTotal(checkout, 6000 - 600 + 490);
    await insertPastOrder(db, { customerId: customer.id });
    const reviewed = await checkout.does({ kind: "review" });
    expect(reviewed).toMatchObject({
      ok: false,
      code: "quote_changed",
      quote: { discounts: [], refused: [{ name: id, refusal: "not_first_order" }] },
    });
    await shop.expectTotal(checkout, 6000 + 490);
  });
});
