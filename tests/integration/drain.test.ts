import { eq } from "drizzle-orm";
import { beforeEach, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { eventCursors, paymentAttempts, products, variants, webhookEvents } from "@/lib/db/schema";
import { drainAll } from "@/lib/jobs/drain.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, control, callsOf, payByCard } = await testStripe();

const isSome = (count: number) => count > 0;
const now = () => Math.floor(Date.now() / 1000);

async function startedOrder() {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const cartId = await cartWith(db, [[mug, 1]]);
  const started = await startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en" });
  if (!started.ok) throw new Error(started.code);
  return { ...started, mug };
}

async function paidOrder() {
  const { orderId, clientSecret, mug } = await startedOrder();
  await payByCard(clientSecret);
  return { orderId, mug };
}

/** Nothing but an event leads to these payments any more. */
const forgetAttempts = () => db.delete(paymentAttempts);

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await db.delete(eventCursors);
  await db.delete(webhookEvents);
});

it.each(["everything", "due"] as const)(
  "A lost payment is found and settled in one round of %s work",
  async (scope) => {
    await control("/clock", { now: now() - 60 });
    const { orderId } = await paidOrder();
    await control("/clock", { now: now() });
    await forgetAttempts();
    const report = await drainAll(scope);
    expect(report).toMatchObject({ events: { failed: 0, left: 0 }, parkedEvents: 0 });
    expect(report.missedEvents).toMatchObject({ found: expect.toSatisfy(isSome), behindSeconds: 0 });
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  },
);

it("A round leaves a very new event to its delivery, and a cron's round does not", async () => {
  const rested = () => db.update(eventCursors).set({ completedAt: null });
  await drainAll();
  await paidOrder();
  await forgetAttempts();
  await rested();
  expect(await drainAll("due")).toMatchObject({ missedEvents: { found: 0, behindSeconds: 0 } });
  await rested();
  expect((await drainAll("everything")).missedEvents).toMatchObject({ found: expect.toSatisfy(isSome) });
});

it("One call a day misses nothing of a day on which no webhook arrived", async () => {
  const hour = 60 * 60;
  // Stripe takes no session that lives longer than a day, and the store's own clock stays.
  const began = now() - 23 * hour;
  await control("/clock", { now: began });
  await drainAll();
  await control("/clock", { now: began + hour });
  const [kept, returned, left] = [await paidOrder(), await paidOrder(), await startedOrder()];
  await control("/clock", { now: began + 12 * hour });
  const [attempt] = await db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.orderId, returned.orderId));
  const session = await stripe.checkout.sessions.retrieve(attempt?.stripeId ?? "");
  await stripe.refunds.create({ payment_intent: String(session.payment_intent) });
  await control("/clock", { now: now() + hour });

  const report = await drainAll();
  expect(report).toMatchObject({ events: { failed: 0, left: 0 }, missedEvents: { behindSeconds: 0 } });
  const statusOf = async (orderId: OrderId) => (await recordOf(db, orderId)).order.status;
  expect(await statusOf(kept.orderId)).toBe("paid");
  expect(await statusOf(returned.orderId)).toBe("refunded");
  expect(await statusOf(left.orderId)).toBe("expired");
  const again = await drainAll();
  expect(again.missedEvents).toMatchObject({ found: 0 });
  await control("/clock", { now: now() });
});

it("Payments come before the catalogue", async () => {
  const { mug } = await paidOrder();
  const [variant] = await db.select().from(variants).where(eq(variants.id, mug));
  if (!variant) throw new Error("no variant");
  const price = await stripe.prices.retrieve(variant.stripePriceId ?? "");
  await db
    .update(products)
    .set({ stripeProductId: String(price.product) })
    .where(eq(products.id, variant.productId));
  await stripe.products.update(String(price.product), { name: "Better mug" });
  const calls = await callsOf(() => drainAll());
  const last = (path: string) => calls.findLastIndex((call) => call.includes(path));
  const first = (path: string) => calls.findIndex((call) => call.includes(path));
  expect(first("/v1/products")).toBeGreaterThan(-1);
  expect(last("/v1/checkout/sessions")).toBeLessThan(first("/v1/products"));
  // Events of payments, payments, events of the catalogue, catalogue.
  const lists = calls.flatMap((call, index) => (call === "GET /v1/events" ? [index] : []));
  expect(lists.some((index) => index > last("/v1/checkout/sessions"))).toBe(true);
});

it("One part that fails is reported, and does not stop the others", async () => {
  const { orderId } = await paidOrder();
  await control("/faults", { path: "/v1/events", method: "GET", times: 6, kind: "500" });
  const report = await drainAll();
  expect(report.missedEvents).toEqual({ error: expect.stringContaining("StripeAPIError") });
  expect(report.orders).toBeGreaterThanOrEqual(1);
  expect((await recordOf(db, orderId)).order.status).toBe("paid");
  expect(report.jobs).toBeGreaterThanOrEqual(2);
});
