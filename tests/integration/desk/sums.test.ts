import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { newCartId, type OrderId, type PaymentIntentId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { carts, disputes, leases, orders, paymentAttempts, refunds } from "@/lib/db/schema";
import type { AttemptStatus, DisputeOutcome, RefundStatus } from "@/lib/model/order";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import { foldSums, remakeSums } from "@/lib/sums/fold-sums.server";
import { readSums } from "@/lib/sums/read-sums.server";
import { testDatabase } from "@/tests/support/database";
import { insertOrder } from "@/tests/support/store-fixtures";
import { keptSums, sumsOfOrders } from "@/tests/support/sums-of-orders";

const { db } = await testDatabase();

const START = Date.parse("2026-10-20T00:00:00Z");
const at = (quarters: number) => new Date(START + quarters * 900_000 + 61_000);

afterEach(async () => {
  await db.delete(refunds);
  await db.delete(disputes);
  await db.delete(paymentAttempts);
  await db.delete(orders);
  await db.delete(carts);
  await db.execute(sql`truncate shop_sums, shop_sum_changes`);
});

async function fold(): Promise<number> {
  await db.delete(leases);
  return foldSums();
}

const anyQuarter = fc.integer({ min: 0, max: 4 * 24 * 40 });
const anyAmount = fc.integer({ min: 1, max: 90_000 });
const anyOrder = fc.nat({ max: 2 });

/** What may happen, in any order: events come late, repeated and out of order. */
const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant("place" as const),
    at: anyQuarter,
    currency: fc.constantFrom("eur", "jpy", "kwd"),
    surface: fc.constantFrom(...CHECKOUT_SURFACES),
  }),
  fc.record({
    kind: fc.constant("pay" as const),
    order: anyOrder,
    at: anyQuarter,
    total: anyAmount,
    pieces: fc.integer({ min: 1, max: 9 }),
    discount: fc.option(fc.record({ rule: fc.constantFrom("spring", "vip"), amount: anyAmount })),
    isDeliveryFree: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("forget payment" as const), order: anyOrder }),
  fc.record({
    kind: fc.constant("attempt" as const),
    order: fc.constantFrom(0, 0, 1),
    number: fc.constantFrom(0, 0, 1),
    status: fc.constantFrom<AttemptStatus>("paid", "duplicate", "failed"),
  }),
  fc.record({
    kind: fc.constant("refund" as const),
    order: fc.constantFrom(0, 0, 1),
    number: fc.constantFrom(0, 0, 1),
    at: anyQuarter,
    amount: anyAmount,
    status: fc.constantFrom<RefundStatus>("pending", "succeeded", "failed"),
  }),
  fc.record({
    kind: fc.constant("dispute" as const),
    order: anyOrder,
    at: anyQuarter,
    amount: anyAmount,
    outcome: fc.constantFrom<DisputeOutcome | null>(null, "won", "lost", "closed"),
  }),
  fc.record({
    kind: fc.constant("cart" as const),
    at: anyQuarter,
    currency: fc.constantFrom(null, "eur", "jpy"),
  }),
  fc.record({ kind: fc.constant("delete" as const), order: anyOrder }),
  fc.record({ kind: fc.constant("fold" as const) }),
  fc.record({ kind: fc.constant("remake" as const) }),
);

type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

const RATE = { speed: "standard", name: "Standard", minDays: 1, maxDays: 3 } as const;

async function take(placed: OrderId[], step: Step): Promise<void> {
  if (step.kind === "fold") return void (await fold());
  if (step.kind === "remake") return remakeSums();
  if (step.kind === "cart") {
    const code = step.currency && currency(step.currency);
    await db.insert(carts).values({ id: newCartId(), country: "FR", createdAt: at(step.at), currency: code });
    return;
  }
  if (step.kind === "place") {
    const { id } = await insertOrder(db, {
      createdAt: at(step.at),
      currency: currency(step.currency),
      surface: step.surface,
    });
    placed.push(id);
    return;
  }
  const orderId = placed[step.order];
  const [order] = orderId ? await db.select().from(orders).where(eq(orders.id, orderId)) : [];
  if (!order) return;
  const intentOf = (number: number) => `pi_${number}_${order.id}` as PaymentIntentId;
  switch (step.kind) {
    case "pay": {
      const { discount, total, pieces, isDeliveryFree } = step;
      const quote = {
        ...order.quote,
        lines: order.quote.lines.map((line) => ({
          ...line,
          quantity: pieces,
          total: pieces * line.unitAmount,
        })),
        shippingRates: [{ ...RATE, amount: 0, ...(isDeliveryFree && { listAmount: 490 }) }],
        discounts: discount
          ? [
              {
                ...{ ruleId: discount.rule, name: "", reason: "", amount: discount.amount },
                shippingAmount: 490,
              },
            ]
          : [],
      };
      const sum = { subtotal: total, shippingTotal: 0, total, shippingOption: "standard" };
      await db
        .update(orders)
        .set({ ...sum, status: "paid", paidAt: at(step.at), quote })
        .where(eq(orders.id, order.id));
      return;
    }
    case "forget payment":
      await db.update(orders).set({ paidAt: null }).where(eq(orders.id, order.id));
      return;
    case "attempt": {
      const paymentIntentId = intentOf(step.number);
      const own = {
        stripeId: `cs_${step.number}_${order.id}`,
        orderId: order.id,
        expiresAt: at(0),
        paymentIntentId,
      };
      await db
        .insert(paymentAttempts)
        .values({ ...own, status: step.status })
        .onConflictDoUpdate({ target: paymentAttempts.stripeId, set: { status: step.status } });
      return;
    }
    case "refund": {
      const own = {
        orderId: order.id,
        paymentIntentId: intentOf(step.number),
        createdAt: at(step.at),
        amount: step.amount,
      };
      await db
        .insert(refunds)
        .values({
          ...own,
          stripeId: `re_${step.number}_${order.id}`,
          currency: order.currency,
          status: step.status,
        })
        .onConflictDoUpdate({ target: refunds.stripeId, set: { status: step.status, amount: step.amount } });
      return;
    }
    case "dispute": {
      const facts = { amount: step.amount, outcome: step.outcome, openedAt: at(step.at), seenAt: at(0) };
      await db
        .insert(disputes)
        .values({
          ...facts,
          ...{ stripeId: `dp_${order.id}`, orderId: order.id, paymentIntentId: intentOf(0), status: "x" },
          ...{ currency: order.currency, reason: "general", isMoneyTaken: true, isRefundable: false },
        })
        .onConflictDoUpdate({ target: disputes.stripeId, set: facts });
      return;
    }
    case "delete":
      await db.delete(refunds).where(eq(refunds.orderId, order.id));
      await db.delete(disputes).where(eq(disputes.orderId, order.id));
      await db.delete(paymentAttempts).where(eq(paymentAttempts.orderId, order.id));
      await db.delete(orders).where(eq(orders.id, order.id));
  }
}

describe("the kept sums", () => {
  it("are the sums of the orders, whatever happens, whenever they are added up or made anew", async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40, size: "max" }), async (steps) => {
          const placed: OrderId[] = [];
          for (const code of ["eur", "jpy"] as const) {
            await take(placed, { kind: "place", at: 0, currency: code, surface: "embedded" });
          }
          await take(placed, { kind: "attempt", order: 0, number: 0, status: "paid" });
          for (const step of steps) await take(placed, step);
          expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
          const changed = await keptSums(db, "month");
          await fold();
          expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
          expect(await keptSums(db, "month")).toEqual(changed);
          await remakeSums();
          expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
        })
        .afterEach(async () => {
          await db.delete(refunds);
          await db.delete(disputes);
          await db.delete(paymentAttempts);
          await db.delete(orders);
          await db.delete(carts);
          await db.execute(sql`truncate shop_sums, shop_sum_changes`);
        }),
      { numRuns: 50 },
    );
  }, 240_000);

  it("count the refunds of the payment that pays for the order, also after two have changed places", async () => {
    const placed: OrderId[] = [];
    const attempt = (number: 0 | 1, status: AttemptStatus) =>
      take(placed, { kind: "attempt", order: 0, number, status });
    await take(placed, { kind: "place", at: 4, currency: "eur", surface: "embedded" });
    await attempt(0, "paid");
    await attempt(1, "duplicate");
    const refund = { kind: "refund", order: 0, at: 9, status: "succeeded" } as const;
    await take(placed, { ...refund, number: 0, amount: 2490 });
    await take(placed, { ...refund, number: 1, amount: 300 });
    const refunded = async () =>
      [...(await keptSums(db))].flatMap(([name, sum]) => (name.startsWith("refund") ? [sum] : []));
    expect(await refunded()).toEqual(["1 for 2490"]);
    await attempt(0, "duplicate");
    expect(await refunded()).toEqual([]);
    await attempt(1, "paid");
    expect(await refunded()).toEqual(["1 for 300"]);
    await fold();
    expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
  });

  it("are read for any span as they would be counted", async () => {
    const placed: OrderId[] = [];
    const times = [0, 1, 95, 96, 97, 1055, 1056, 1057, 3000, 4000];
    for (const quarters of times) {
      placed.length = 0;
      await take(placed, { kind: "place", at: quarters, currency: "eur", surface: "embedded" });
      if (quarters === 1056) await fold();
      const paid = { discount: null, isDeliveryFree: false };
      await take(placed, { kind: "pay", order: 0, at: quarters, total: 1000 + quarters, pieces: 2, ...paid });
    }
    for (const [from, to] of [
      [0, 1],
      [1, 97],
      [95, 1056],
      [96, 1057],
      [0, 5000],
      [97, 4000],
    ] as const) {
      const inside = times.filter((quarters) => quarters >= from && quarters < to);
      const begin = (quarters: number) => new Date(START + quarters * 900_000);
      const [sale] = await readSums({
        spans: [{ first: begin(from), end: begin(to) }],
        ...{ topics: ["sale"], currencies: ["eur"] },
      });
      expect([from, to, sale?.count, sale?.amount]).toEqual([
        from,
        to,
        inside.length,
        inside.reduce((sum, quarters) => sum + 1000 + quarters, 0),
      ]);
    }
  });

  it("are whole in every moment, also while they are added up or made anew", async () => {
    for (let at = 0; at < 40; at += 1) {
      await take([], { kind: "place", at, currency: "eur", surface: "embedded" });
    }
    const span = { first: new Date(START), end: new Date(START + 86_400_000) };
    const begun = async () =>
      (await readSums({ spans: [span], topics: ["begun"], currencies: ["eur"] }))[0]?.count;
    await db.delete(leases);
    const [, , ...seen] = await Promise.all([foldSums(), remakeSums(), ...Array.from({ length: 20 }, begun)]);
    expect(new Set(seen)).toEqual(new Set([40]));
    expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
  });

  it("keep a cart that was deleted, as it was made all the same", async () => {
    await take([], { kind: "cart", at: 4, currency: null });
    await db.delete(carts);
    await remakeSums();
    expect([...(await keptSums(db)).values()]).toEqual(["1 for 0"]);
  });

  it("are added up by one process a minute, each change once", async () => {
    await take([], { kind: "place", at: 4, currency: "eur", surface: "embedded" });
    await db.delete(leases);
    const folded = await Promise.all([foldSums(), foldSums(), foldSums()]);
    expect(folded.filter((count) => count > 0)).toHaveLength(1);
    expect(await fold()).toBe(0);
    expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
  });
});
