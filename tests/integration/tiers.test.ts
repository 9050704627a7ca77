import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { joinAccount } from "@/lib/account/join-account.server";
import type { AttemptId, CartId, CustomerId, OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { giveTier } from "@/lib/customers/find-account.server";
import { endProgram, loadProgram, saveProgram } from "@/lib/customers/loyalty/program.server";
import { readSpending } from "@/lib/customers/loyalty/spending.server";
import { readStanding } from "@/lib/customers/loyalty/standing.server";
import { dayOf, earnedTier, firstDay, startOf } from "@/lib/customers/loyalty/tier";
import {
  carts,
  discountRules,
  loyaltyEnds,
  loyaltyProgram,
  orders,
  orderTimeline,
  paymentAttempts,
} from "@/lib/db/schema";
import { countedAmount } from "@/lib/discounts/counted-orders";
import { DAY_MS } from "@/lib/discounts/history";
import type { Customer } from "@/lib/model/customer";
import { ORDER_STATUSES } from "@/lib/model/order";
import { acceptOrder } from "@/lib/orders/merchant/decide-on-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { endDueTiers } from "@/lib/orders/rounds/end-tiers.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { program, referenceTier } from "@/tests/support/loyalty";
import { insertCustomer, insertPastOrder } from "@/tests/support/past-orders";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, payByCard, control } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);

beforeEach(async () => {
  await db.delete(loyaltyEnds);
  expect(await saveProgram(db, program())).toEqual({ ok: true });
});
afterEach(() => vi.restoreAllMocks());

/** Somebody who has spent so much, so many days ago. */
async function member(amount: number, daysAgo = 10): Promise<Customer> {
  const customer = await insertCustomer(db);
  await insertPastOrder(db, { customerId: customer.id, total: amount, daysAgo });
  return customer;
}

/** Three mugs and their delivery: 64.90. @returns the order, its session ready to be paid. */
async function begins(customer: Customer | null) {
  const shopper = await shopperWith(3, customer);
  const started = await startSession({ surface: "embedded", shopper, locale: "en" });
  if (!started.ok) throw new Error(started.code);
  return started;
}

async function buys(customer: Customer | null): Promise<OrderId> {
  const { clientSecret, orderId } = await begins(customer);
  await payByCard(clientSecret);
  expect(await settleOrder(orderId)).toBe("paid");
  return orderId;
}

/** Somebody's bank asks for all of the order's money back. */
async function disputes(orderId: OrderId) {
  const [attempt] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId));
  const intentId = attempt?.paymentIntentId;
  if (!intentId) throw new Error(`${orderId} has no payment`);
  await control(`/payment_intents/${intentId}/dispute`);
  const [dispute] = (await stripe.disputes.list({ payment_intent: intentId, limit: 1 })).data;
  const close = (outcome: "won" | "lost") => control(`/disputes/${dispute?.id}/close`, { outcome });
  return { intentId, close };
}

const tierNotes = async (orderId: OrderId) =>
  (await db.select().from(orderTimeline).where(eq(orderTimeline.orderId, orderId)).orderBy(orderTimeline.id))
    .map(({ detail }) => detail)
    .filter(({ code }) => code === "tier_raised" || code === "tier_lowered");

const endOf = async (customerId: CustomerId) =>
  (await db.select().from(loyaltyEnds).where(eq(loyaltyEnds.customerId, customerId)))[0]?.endsAt;

const tierOf = async (customer: Pick<Customer, "id" | "givenTier">, now = new Date()) =>
  (await readStanding(db, customer, now)).tier;

describe("what an account has spent", () => {
  it("is summed up by the database as the rule says, whatever the orders are", async () => {
    const now = new Date();
    const order = fc.record({
      status: fc.constantFrom(...ORDER_STATUSES),
      hoursAgo: fc.integer({ min: 0, max: 24 * 500 }),
      total: fc.integer({ min: 0, max: 60_000 }),
      back: fc.constantFrom(0, 0.5, 1),
    });
    for (const given of fc.sample(fc.array(order, { maxLength: 6 }), 15)) {
      const { id: customerId } = await insertCustomer(db);
      const inserted = await Promise.all(
        given.map(({ status, hoursAgo, total, back }) =>
          insertPastOrder(db, {
            customerId,
            status,
            total,
            paidAt: new Date(now.getTime() - hoursAgo * 3_600_000),
            amountRefunded: Math.floor(total * back),
          }),
        ),
      );
      const counted = inserted.flatMap((row) => {
        const amount = countedAmount(row);
        return amount === null || !row.paidAt ? [] : { day: dayOf(row.paidAt), amount };
      });
      const today = dayOf(now);
      const spending = await readSpending(db, { customerId, from: firstDay(program(), today) });
      expect(earnedTier(spending, program(), "eur", today).tier).toBe(
        referenceTier(counted, program(), today),
      );
    }
  });
});

describe("a tier", () => {
  it("counts what was paid in another currency that the store sells in, at today's rate", async () => {
    const { id: customerId } = await insertCustomer(db);
    const now = new Date();
    const paid = (code: string, total: number) =>
      insertPastOrder(db, { customerId, status: "paid", total, currency: currency(code), paidAt: now });
    await paid("eur", 10_000);
    await paid("usd", 11_000);
    await paid("jpy", 16_000);
    await paid("brl", 99_999);
    const spending = await readSpending(db, { customerId, from: dayOf(now) });
    expect(spending.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([10_000, 10_000, 10_000]);
  });

  it("rises with the payment that reaches it, and its order says so once", async () => {
    const customer = await member(45_000);
    expect(await tierOf(customer)).toBe("silver");
    const orderId = await buys(customer);
    expect(await tierOf(customer)).toBe("gold");
    await settleOrder(orderId);
    expect(await tierNotes(orderId)).toEqual([{ code: "tier_raised", tier: "gold" }]);
    const leaving = dayOf(new Date(Date.now() - 10 * DAY_MS));
    expect(await endOf(customer.id)).toEqual(startOf(leaving + 365 + 30));
  });

  it("falls at once with a refund that takes it away, and its order says so", async () => {
    const customer = await member(45_000);
    const orderId = await buys(customer);
    const [attempt] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId));
    const refund = (amount: number) =>
      stripe.refunds.create({ payment_intent: attempt?.paymentIntentId ?? "", amount });
    await refund(1000);
    await settleOrder(orderId);
    expect(await tierOf(customer)).toBe("gold");
    await refund(1000);
    await settleOrder(orderId);
    expect(await tierOf(customer)).toBe("silver");
    expect(await tierNotes(orderId)).toEqual([
      { code: "tier_raised", tier: "gold" },
      { code: "tier_lowered", from: "gold", tier: "silver", reason: "refund" },
    ]);
  });

  it("falls with money that a merchant gave back outside Stripe, and rises with an order that they reopen", async () => {
    const customer = await member(45_000);
    const orderId = await buys(customer);
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    const wish = { amount: null, payment: null, restock: false, outside: true } as const;
    expect(await refundOrder(order?.number ?? "", wish)).toMatchObject({ ok: true, order: "refunded" });
    const lowered = { code: "tier_lowered", from: "gold", tier: "silver", reason: "refund" };
    expect(await tierNotes(orderId)).toEqual([{ code: "tier_raised", tier: "gold" }, lowered]);
    const late = await stripe.paymentIntents.create({
      amount: order?.total ?? 0,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: "http://localhost:3000/checkout/complete",
      metadata: { order_id: orderId, quote_revision: "1" },
    });
    expect(await settleOrder(orderId, { attemptId: late.id as AttemptId })).toBe("needs_attention");
    expect(await acceptOrder(order?.number ?? "")).toEqual({ ok: true, status: "paid" });
    expect(await tierNotes(orderId)).toEqual([
      { code: "tier_raised", tier: "gold" },
      lowered,
      { code: "tier_raised", tier: "gold" },
    ]);
  });

  it("falls while a dispute is open, rises when it is won, and falls when it is lost", async () => {
    const customer = await member(45_000);
    const orderId = await buys(customer);
    const dispute = await disputes(orderId);
    await settleOrder(orderId, { disputedIntentId: dispute.intentId });
    expect(await tierOf(customer)).toBe("silver");
    await dispute.close("won");
    await settleOrder(orderId, { disputedIntentId: dispute.intentId });
    expect(await tierOf(customer)).toBe("gold");
    const lost = await disputes(orderId);
    await lost.close("lost");
    await settleOrder(orderId, { disputedIntentId: lost.intentId });
    expect(await tierOf(customer)).toBe("silver");
    const lowered = { code: "tier_lowered", from: "gold", tier: "silver" };
    expect(await tierNotes(orderId)).toEqual([
      { code: "tier_raised", tier: "gold" },
      { ...lowered, reason: "dispute" },
      { code: "tier_raised", tier: "gold" },
      { ...lowered, reason: "charge_back" },
    ]);
  });

  it("given by the merchant exists beside the earned one: the better one counts, and only its changes are shown", async () => {
    const customer = await member(19_000);
    await giveTier(db, customer.id, "gold");
    const given = { ...customer, givenTier: "gold" as const };
    expect(await readStanding(db, given)).toMatchObject({
      tier: "gold",
      given: "gold",
      earned: { tier: null },
    });
    const orderId = await buys(given);
    expect(await readStanding(db, given)).toMatchObject({ tier: "gold", earned: { tier: "silver" } });
    expect(await tierNotes(orderId)).toEqual([]);
    await giveTier(db, customer.id, null);
    expect(await tierOf(customer)).toBe("silver");
  });

  it("is shown once when two orders that reach it together are paid at once", async () => {
    const customer = await member(9_000);
    const [one, other] = [await begins(customer), await begins(customer)];
    await payByCard(one.clientSecret);
    await payByCard(other.clientSecret);
    await Promise.all([settleOrder(one.orderId), settleOrder(other.orderId)]);
    expect(await tierOf(customer)).toBe("silver");
    const notes = [...(await tierNotes(one.orderId)), ...(await tierNotes(other.orderId))];
    expect(notes).toEqual([{ code: "tier_raised", tier: "silver" }]);
  });

  it("comes with a guest's orders to the account that verifies their e-mail, and its end is recorded", async () => {
    const { id } = await insertCustomer(db, { email: "guest@example.com" });
    await insertPastOrder(db, { customerId: null, email: "guest@example.com", total: 30_000 });
    await joinAccount(db, id, { cartId: null, locale: "en" });
    expect(await tierOf({ id, givenTier: null })).toBe("silver");
    expect(await endOf(id)).toBeInstanceOf(Date);
  });

  it("is shown on an order that was paid as a guest with the account's e-mail", async () => {
    await insertCustomer(db, { email: "ada@example.com" });
    await saveProgram(db, program({ tiers: { silver: { eur: 6000 } } }));
    const orderId = await buys(null);
    expect(await tierNotes(orderId)).toEqual([{ code: "tier_raised", tier: "silver" }]);
  });

  it("brings its discount to the cart, also when the merchant gave it", async () => {
    await db.insert(discountRules).values({
      id: "rule_silver",
      kind: "loyalty",
      name: { en: "Silver", fr: "Argent" },
      conditions: { benefit: { type: "percent", percent: 5 }, tier: "silver" },
      combinable: true,
    });
    const customer = await member(20_000);
    const shopper = await shopperWith(3, customer);
    const names = async () =>
      (await readPricedCart(shopper, "en")).quote?.discounts.map(({ reason }) => reason);
    expect(await names()).toEqual([]);
    await db
      .update(carts)
      .set({ loyaltyAsked: true })
      .where(eq(carts.id, shopper.cartId as CartId));
    expect(await names()).toEqual(["For silver members"]);
    await db.update(orders).set({ amountRefunded: 1 }).where(eq(orders.customerId, customer.id));
    expect(await names()).toEqual([]);
  });
});

describe("a tier that ends by itself", () => {
  /** Silver by one order, 395 days after which it is over. */
  async function endingMember() {
    const customer = await insertCustomer(db);
    const old = await insertPastOrder(db, { customerId: customer.id, total: 25_000, daysAgo: 20 });
    const day = dayOf(old.paidAt ?? new Date());
    await db.insert(loyaltyEnds).values({ customerId: customer.id, endsAt: startOf(day + 395) });
    return { customer, orderId: old.id, endsAt: startOf(day + 395) };
  }
  const justBefore = (instant: Date) => new Date(instant.getTime() - 1);
  const check = (now: Date) => endDueTiers(Date.now() + 60_000, now);
  const ended = { code: "tier_lowered", from: "silver", tier: null, reason: "time" };

  it("ends at that instant, whether the check has run or not; the check shows it on the order that stopped counting", async () => {
    const { customer, orderId, endsAt } = await endingMember();
    expect(await tierOf(customer, justBefore(endsAt))).toBe("silver");
    expect(await tierOf(customer, endsAt)).toBeNull();
    expect(await check(justBefore(endsAt))).toBe(0);
    expect(await tierNotes(orderId)).toEqual([]);
    expect(await check(endsAt)).toBe(1);
    expect(await tierNotes(orderId)).toEqual([ended]);
    expect(await endOf(customer.id)).toBeUndefined();
    expect(await check(endsAt)).toBe(0);
  });

  it("is shown once by two checks at once", async () => {
    const { orderId, endsAt } = await endingMember();
    await Promise.all([check(endsAt), check(endsAt)]);
    expect(await tierNotes(orderId)).toEqual([ended]);
  });

  it("does not end for a customer who has bought again, and the next end is recorded", async () => {
    const { customer, orderId, endsAt } = await endingMember();
    const again = await insertPastOrder(db, { customerId: customer.id, total: 20_000, daysAgo: 0 });
    await check(endsAt);
    expect(await tierNotes(orderId)).toEqual([]);
    expect(await endOf(customer.id)).toEqual(startOf(dayOf(again.paidAt ?? new Date()) + 395));
  });

  it("is checked for every account that is due, and no other, within the round's time", async () => {
    const { customer, endsAt } = await endingMember();
    const others = await Promise.all(Array.from({ length: 60 }, () => insertCustomer(db)));
    await db
      .insert(loyaltyEnds)
      .values(others.map(({ id }) => ({ customerId: id, endsAt: justBefore(endsAt) })));
    expect(await endDueTiers(0, justBefore(endsAt))).toBe(50);
    expect(await check(justBefore(endsAt))).toBe(10);
    await db
      .insert(loyaltyEnds)
      .values(others.map(({ id }) => ({ customerId: id, endsAt: justBefore(endsAt) })));
    expect(await check(justBefore(endsAt))).toBe(60);
    expect(await endOf(customer.id)).toEqual(endsAt);
  });

  it("has nothing to check once the program has ended", async () => {
    const { orderId, endsAt } = await endingMember();
    expect(await endProgram(db)).toBe(true);
    expect(await endProgram(db)).toBe(false);
    expect(await check(endsAt)).toBe(1);
    expect(await db.$count(loyaltyEnds)).toBe(0);
    expect(await tierNotes(orderId)).toEqual([]);
  });
});

describe("the program", () => {
  it("that is broken gives nobody a tier, and is named in the log", async () => {
    const customer = await member(60_000);
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await db.update(loyaltyProgram).set({ days: -1 });
    expect(await readStanding(db, customer)).toEqual({ tier: null, given: null, earned: null });
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("the loyalty program is ignored"));
  });

  it("is replaced as a whole, counts earlier purchases, and is refused when it is wrong", async () => {
    const customer = await member(60_000);
    const dear = { tiers: { gold: { eur: 70_000 } }, days: 30, graceDays: 0 };
    expect(await saveProgram(db, dear)).toEqual({ ok: true });
    expect(await loadProgram(db)).toEqual(dear);
    expect(await tierOf(customer)).toBeNull();
    expect(await saveProgram(db, { ...dear, days: 0 })).toMatchObject({
      ok: false,
      problem: expect.stringContaining("days"),
    });
    expect(await loadProgram(db)).toEqual(dear);
  });
});
