import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PaymentIntentId } from "@/lib/base/ids";
import { fetchBooks } from "@/lib/books/fetch.server";
import { repairDifference } from "@/lib/books/reconcile/repair.server";
import { beginComparison, endComparison, workOnComparison } from "@/lib/books/reconcile/work-on.server";
import { differences, disputes, orders, paymentAttempts, reconciliations, refunds } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);
const { stripe, control } = local;

const DAY = 86_400_000;
const far = () => Date.now() + 60_000;

beforeEach(() => db.delete(reconciliations));
afterEach(() => vi.restoreAllMocks());

/** Compares all that is of today, and gives what differs of one payment. */
async function compared(about?: string) {
  await db.delete(reconciliations);
  const period = { from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) };
  const id = await beginComparison(db, period, "Ada");
  if (id === null) throw new Error("another comparison is under way");
  await workOnComparison(db, far());
  const [run] = await db.select().from(reconciliations).where(eq(reconciliations.id, id));
  const all = await db.select().from(differences).where(eq(differences.reconciliationId, id));
  return { run, found: about ? all.filter(({ paymentIntentId }) => paymentIntentId === about) : all };
}

const ofOne = async (about: string) => {
  const { found } = await compared(about);
  expect(found).toHaveLength(1);
  const [difference] = found;
  if (!difference) throw new Error("no difference");
  return difference;
};

async function repair(id: number) {
  const [run] = await db.select().from(reconciliations);
  expect(await repairDifference(db, { id, of: (run?.id ?? 0) + 1, by: "Ada" })).toBe("not_found");
  return repairDifference(db, { id, of: run?.id ?? 0, by: "Ada" });
}

async function attemptOf(intentId: PaymentIntentId) {
  const own = eq(paymentAttempts.paymentIntentId, intentId);
  const [attempt] = await db.select().from(paymentAttempts).where(own);
  if (!attempt?.charge) throw new Error("no attempt");
  return { own, attempt, charge: attempt.charge };
}

describe("A comparison of the store with Stripe", () => {
  it("finds nothing where both agree, and says how much it compared", async () => {
    const { intentId, orderId } = await shop.paid();
    await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    await settleOrder(orderId);
    const { run, found } = await compared();
    expect(found).toEqual([]);
    expect(run).toMatchObject({ endedAt: expect.any(Date), stage: "own_refunds" });
    expect(run?.counts).toMatchObject({ payments: 1, refunds: 1, own_payments: 1, own_refunds: 1 });
    await stripe.paymentIntents.create({
      ...{ amount: 500, currency: "eur", payment_method: "pm_card_visa", confirm: true },
      return_url: "http://localhost:3000/return",
    });
    expect((await compared()).run?.counts).toMatchObject({ foreign: 1 });
  });

  it("finds a refund of Stripe's dashboard that the store did not hear of, and repairs it", async () => {
    const { intentId, orderId } = await shop.paid();
    const refund = await stripe.refunds.create({ payment_intent: intentId, amount: 700 });
    const found = await ofOne(intentId);
    expect(found).toMatchObject({
      kind: "refund_unheard",
      about: refund.id,
      orderId,
      here: null,
      atStripe: { amount: 700, currency: "eur", status: "succeeded" },
    });
    expect(await repair(found.id)).toBe("repaired");
    expect((await shop.orderOf(orderId)).amountRefunded).toBe(700);
    expect(await repair(found.id)).toBe("repaired");
    expect((await compared(intentId)).found).toEqual([]);
  });

  it("finds a payment that its order does not know, and settles it", async () => {
    const { orderId, session } = await shop.placed();
    await local.payByCard(String(session.client_secret));
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 120_000);
    const { found } = await compared();
    const unheard = found.find((one) => one.orderId === orderId);
    expect(unheard).toMatchObject({ kind: "payment_unheard" });
    expect(await repair(unheard?.id ?? 0)).toBe("repaired");
    expect((await shop.orderOf(orderId)).status).toBe("paid");
  });

  it("leaves a payment of this moment to the store", async () => {
    const { orderId, session } = await shop.placed();
    await local.payByCard(String(session.client_secret));
    expect((await compared()).found.filter((one) => one.orderId === orderId)).toEqual([]);
    await settleOrder(orderId);
  });

  it("finds a payment whose order the store does not have, which nothing here repairs", async () => {
    const intent = await shop.strayPayment("ord_lost" as never, 1_500, {
      metadata: { order_id: "ord_lost", order_number: "LOST-1" },
    });
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 120_000);
    const found = await ofOne(intent.id);
    expect(found).toMatchObject({ kind: "payment_without_order", orderId: null, orderNumber: "LOST-1" });
    expect(await repair(found.id)).toBe("not_repairable");
    await control("/reset");
  });

  it("finds an amount, a fee and a refund's state that differ, and repairs them", async () => {
    const { intentId, orderId } = await shop.paid();
    const { own, charge } = await attemptOf(intentId);
    await db
      .update(paymentAttempts)
      .set({ amountCaptured: 1, charge: { ...charge, fee: null } })
      .where(own);
    const { found } = await compared(intentId);
    expect(found.map(({ kind }) => kind).sort()).toEqual(["fee_missing", "payment_differs"]);
    for (const { id } of found) expect(await repair(id)).toBe("repaired");
    const after = await attemptOf(intentId);
    expect(after.charge.fee).toEqual(charge.fee);
    expect(after.attempt.amountCaptured).toBe((await shop.orderOf(orderId)).total);

    const refund = await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    await settleOrder(orderId);
    await db.update(refunds).set({ status: "pending" }).where(eq(refunds.stripeId, refund.id));
    const differs = await ofOne(intentId);
    expect(differs).toMatchObject({ kind: "refund_differs", here: { status: "pending" } });
    expect(await repair(differs.id)).toBe("repaired");
  });

  it("finds a dispute that the store did not hear of, and one that went on", async () => {
    const { intentId } = await shop.paid();
    await control(`/payment_intents/${intentId}/dispute`);
    const unheard = await ofOne(intentId);
    expect(unheard).toMatchObject({ kind: "dispute_unheard", atStripe: { status: "needs_response" } });
    expect(await repair(unheard.id)).toBe("repaired");
    expect(await db.select().from(disputes).where(eq(disputes.stripeId, unheard.about))).toHaveLength(1);
    await control(`/disputes/${unheard.about}/close`, { outcome: "won" });
    const differs = await ofOne(intentId);
    expect(differs).toMatchObject({ kind: "dispute_differs", atStripe: { status: "won" } });
    expect(await repair(differs.id)).toBe("repaired");
  });

  it("finds what is paid or given back here, and Stripe does not have", async () => {
    const { intentId, orderId } = await shop.paid();
    const { own } = await attemptOf(intentId);
    const lost = "pi_lostPaymentOfTheStore0001" as PaymentIntentId;
    await db.update(paymentAttempts).set({ paymentIntentId: lost }).where(own);
    await db.insert(refunds).values({
      ...{ stripeId: "re_lostRefundOfTheStore00001", orderId, paymentIntentId: lost, amount: 5 },
      ...{ currency: "eur" as never, status: "succeeded" as const, createdAt: new Date() },
    });
    const { found } = await compared(lost);
    expect(found.map(({ kind }) => kind)).toEqual(["payment_unknown_at_stripe", "refund_unknown_at_stripe"]);
    for (const { id } of found) expect(await repair(id)).toBe("not_repairable");
    await db.delete(refunds).where(eq(refunds.stripeId, "re_lostRefundOfTheStore00001"));
    await db
      .update(paymentAttempts)
      .set({ paymentIntentId: intentId })
      .where(eq(paymentAttempts.paymentIntentId, lost));
  });

  it("says of a difference that settling does not end that it is still there", async () => {
    const { intentId, orderId } = await shop.paid();
    await db
      .update(orders)
      .set({ currency: "usd" as never })
      .where(eq(orders.id, orderId));
    const found = await ofOne(intentId);
    expect(found).toMatchObject({ kind: "payment_differs", here: { currency: "usd" } });
    expect(await repair(found.id)).toBe("still_differs");
    expect((await ofOne(intentId)).repairedAt).toBeNull();
    await db
      .update(orders)
      .set({ currency: "eur" as never })
      .where(eq(orders.id, orderId));
  });

  it("asks Stripe for no payment that moved its balance", async () => {
    const { intentId } = await shop.paid();
    const asked = `GET /v1/payment_intents/${intentId}`;
    expect(await local.callsOf(() => compared())).toContain(asked);
    await fetchBooks(db);
    expect(await local.callsOf(() => compared())).not.toContain(asked);
  });

  it("is one at a time, goes on where it stopped, and can be ended", async () => {
    const period = { from: new Date(Date.now() - DAY), to: new Date() };
    const id = await beginComparison(db, period, "Ada");
    expect(await beginComparison(db, period, "Bob")).toBeNull();
    expect(await workOnComparison(db, 0)).toBe(0);
    expect(await endComparison(db, id ?? 0, "Bob")).toBe(true);
    expect(await endComparison(db, id ?? 0, "Bob")).toBe(false);
    expect(await workOnComparison(db, far())).toBe(0);
    const again = await beginComparison(db, period, "Bob");
    expect(again).not.toBeNull();
    expect(await workOnComparison(db, far())).toBe(5);
  });
});
