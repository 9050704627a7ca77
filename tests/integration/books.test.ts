import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { fetchBooks, fetchDueBooks } from "@/lib/books/fetch.server";
import { beginEarlier } from "@/lib/books/progress.server";
import { readPayout } from "@/lib/books/read-payouts.server";
import {
  balanceChecks,
  balanceDays,
  balanceTransactions,
  booksProgress,
  leases,
  paymentAttempts,
  payouts,
} from "@/lib/db/schema";
import { SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/settle/evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);
const { stripe, control } = local;

const DAY = 86_400;

beforeEach(async () => {
  await control("/reset");
  for (const table of [balanceTransactions, balanceDays, balanceChecks, payouts, booksProgress, leases])
    await db.delete(table);
});

async function fetched() {
  const result = await fetchBooks(db);
  if (!result.held) throw new Error("another process fetches");
  return result.result;
}

const movements = () => db.select().from(balanceTransactions).orderBy(balanceTransactions.createdAt);
const sumOf = (rows: readonly { net: number }[]) => rows.reduce((sum, { net }) => sum + net, 0);
const stray = (amount = 10_000) => shop.strayPayment("order_unknown" as never, amount, { metadata: {} });

describe("The books", () => {
  it("hold every movement of the balance with its payment, and the sum of each day", async () => {
    const { intentId } = await shop.paid();
    const refund = await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await control(`/payment_intents/${intentId}/dispute`, { amount: 300 });
    await stray();
    await fetched();
    const rows = await movements();
    expect(rows.map(({ category }) => category).sort()).toEqual(["charge", "charge", "dispute", "refund"]);
    expect(rows.filter(({ paymentIntentId }) => paymentIntentId === intentId)).toHaveLength(3);
    expect(rows.find(({ category }) => category === "refund")).toMatchObject({
      sourceId: refund.id,
      amount: -500,
      net: -500,
    });
    const days = await db.select().from(balanceDays);
    expect(sumOf(days)).toBe(sumOf(rows));
    expect(await db.select().from(balanceChecks)).toMatchObject([
      { currency: "eur", carried: 0, atStripe: sumOf(rows), inBooks: sumOf(rows) },
    ]);
  });

  it("are the same after any number of fetches, however they were cut off", async () => {
    for (let count = 0; count < 5; count += 1) await stray(1_000 + count);
    await control("/clock", { advance_seconds: 2 * DAY });
    await control("/clock", { advance_seconds: 3_600 });
    for (let times = 0; times < 4; times += 1) await fetchBooks(db, 0);
    await fetched();
    const rows = await movements();
    expect(rows).toHaveLength(6);
    expect(sumOf(await db.select().from(balanceDays))).toBe(sumOf(rows));
    expect(sumOf(rows)).toBe(0);
    await fetched();
    expect(await movements()).toEqual(rows);
  });

  it("say of each payout what is in it, once Stripe can tell", async () => {
    await shop.paid();
    await control("/clock", { advance_seconds: 2 * DAY });
    await fetched();
    expect(await db.select().from(payouts)).toMatchObject([{ isReconciled: false, contentsAt: null }]);
    expect((await movements()).map(({ payoutId }) => payoutId)).toEqual([null, null]);
    await control("/clock", { advance_seconds: 3_600 });
    await fetched();
    const [payout] = await db.select().from(payouts);
    expect(payout).toMatchObject({ isReconciled: true, contentsAt: expect.any(Date) });
    const inside = (await movements()).filter(({ payoutId }) => payoutId === payout?.stripeId);
    expect(sumOf(inside.filter(({ type }) => type !== "payout"))).toBe(payout?.amount);
    expect(inside.map(({ type }) => type).sort()).toEqual(["charge", "payout"]);
  });

  it("read a payout page by page", async () => {
    for (let count = 0; count < 110; count += 1) await stray(1_000 + count);
    await control("/clock", { advance_seconds: 2 * DAY });
    await control("/clock", { advance_seconds: 3_600 });
    await fetched();
    const [whole] = await db.select().from(payouts);
    expect(whole?.contents).toMatchObject([{ category: "charge", count: 110 }]);
    const { unexplained } = (await readPayout(db, String(whole?.stripeId))) ?? {};
    expect(unexplained).toBe(0);
  });

  it("follow a payout that comes back", async () => {
    await stray();
    await control("/clock", { advance_seconds: 2 * DAY });
    const [payout] = (await stripe.payouts.list()).data;
    await fetched();
    await control(`/payouts/${payout?.id}/end`, { status: "failed" });
    await fetched();
    expect(await db.select().from(payouts)).toMatchObject([
      { status: "failed", failureCode: "account_closed" },
    ]);
    expect((await movements()).map(({ category }) => category)).toContain("payout_reversal");
  });

  it("are told of a payout by Stripe's event, and the next round reads what is in it", async () => {
    await stray();
    await control("/clock", { advance_seconds: 2 * DAY });
    await control("/clock", { advance_seconds: 3_600 });
    const events = (await stripe.events.list({ limit: 100 })).data.reverse();
    for (const event of events.filter(({ type }) => type.startsWith("payout."))) await receiveEvent(event);
    expect(await db.select().from(payouts)).toMatchObject([{ amount: 9_825, contentsAt: null }]);
    const far = Date.now() + 60_000;
    expect(await fetchDueBooks(db, far)).toMatchObject({ movements: 2, isWhole: true });
    expect(await db.select().from(payouts)).toMatchObject([{ contentsAt: expect.any(Date) }]);
  });

  it("don't count what a payout brings from before they begin, until they begin earlier", async () => {
    await stray(5_000);
    await control("/clock", { advance_seconds: DAY });
    const since = new Date(Date.now() + (DAY - 60) * 1000);
    await db.insert(booksProgress).values([
      { list: "transactions", since },
      { list: "payouts", since },
    ]);
    await stray(10_000);
    await fetched();
    const check = async () => (await db.select().from(balanceChecks))[0];
    expect(await check()).toMatchObject({ carried: 4_900, inBooks: 14_725 });
    await control("/clock", { advance_seconds: 2 * DAY });
    await control("/clock", { advance_seconds: 3_600 });
    await fetched();
    expect(await movements()).toHaveLength(3);
    expect(await check()).toMatchObject({ carried: 4_900, atStripe: 0, inBooks: 0 });
    await beginEarlier(db, new Date(Date.now() - DAY * 1000));
    await fetched();
    expect(await check()).toMatchObject({ carried: 0, atStripe: 0, inBooks: 0 });
    expect(sumOf(await db.select().from(balanceDays))).toBe(0);
  });

  it("rest between two rounds when there is nothing to read", async () => {
    await stray();
    const far = Date.now() + 60_000;
    expect(await fetchDueBooks(db, far)).toMatchObject({ movements: 1 });
    expect(await fetchDueBooks(db, far)).toMatchObject({ movements: 0, isWhole: false });
  });

  it("bring a payment the fee that Stripe booked later, and no older answer takes it away", async () => {
    const { orderId, intentId, session } = await shop.paid();
    const own = eq(paymentAttempts.paymentIntentId, intentId);
    const feeOf = async () => (await db.select().from(paymentAttempts).where(own))[0]?.charge?.fee;
    const fee = await feeOf();
    expect(fee).toMatchObject({ currency: "eur" });
    const [attempt] = await db.select().from(paymentAttempts).where(own);
    if (!attempt?.charge) throw new Error("no charge");
    await db
      .update(paymentAttempts)
      .set({ charge: { ...attempt.charge, fee: null } })
      .where(own);
    await fetched();
    expect(await feeOf()).toEqual(fee);
    const before = sessionEvidence(
      await stripe.checkout.sessions.retrieve(session.id, { expand: SESSION_EXPANSION }),
    );
    if (!before.charge) throw new Error("no charge");
    const charge = { ...before.charge, facts: { ...before.charge.facts, fee: null } };
    await settleWithEvidence(orderId, [{ ...before, charge }]);
    expect(await feeOf()).toEqual(fee);
  });

  it("know what was in the balance before they begin, and begin earlier when asked", async () => {
    await stray(5_000);
    const before = 4_900;
    await db.insert(booksProgress).values([
      { list: "transactions", since: new Date(Date.now() + DAY * 1000) },
      { list: "payouts", since: new Date() },
    ]);
    await control("/clock", { advance_seconds: DAY + 60 });
    await stray(10_000);
    await fetched();
    expect(await db.select().from(balanceChecks)).toMatchObject([
      { carried: before, atStripe: 14_725, inBooks: 14_725 },
    ]);
    await beginEarlier(db, new Date(Date.now() - DAY * 1000));
    await fetched();
    expect(await db.select().from(balanceChecks)).toMatchObject([{ carried: 0, inBooks: 14_725 }]);
    expect(await movements()).toHaveLength(2);
  });
});
