import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newCartId, type OrderId, type SessionId, type VariantId } from "@/lib/base/ids";
import { addLine } from "@/lib/cart/change.server";
import { updateQuote } from "@/lib/checkout/elements/update-quote.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { updatePayment } from "@/lib/checkout/payment-element/update-payment.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db, kind } = await testDatabase();
const { stripe, url, payByCard } = await testStripe();
const { begin } = paymentShop(db, url);

const PAIRS = 6;
const TURNS = 6;

/** Deadlocks that PostgreSQL has ended in this database since it was made. */
async function deadlocks(): Promise<number> {
  const found = await db.execute<{ deadlocks: string }>(
    sql`select deadlocks from pg_stat_database where datname = current_database()`,
  );
  return Number(found.rows[0]?.deadlocks);
}

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe.runIf(kind === "postgres")("checkouts of two goods in great demand, all at once", () => {
  it("never cause a deadlock, and none fails", { timeout: 300_000 }, async () => {
    const [one, other] = await stockedVariants(db, stripe, [1_000_000, 1_000_000]);
    if (!one || !other) throw new Error("no variants");
    const tabs = Array.from({ length: PAIRS }, () => twoTabs(one, other)).flat();
    const results = await Promise.allSettled(tabs);
    expect(results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []))).toEqual([]);
    expect(await deadlocks()).toBe(0);
  });
});

/** Two tabs of one cart that fill it, start on every surface, change and pay, while events and pages tell of it. */
function twoTabs(one: VariantId, other: VariantId): Promise<void>[] {
  const cartId = newCartId();
  const shopper = shopperOf(cartId);
  const add = (variantId: VariantId) =>
    addLine(db, { id: cartId, country: "FR" }, { variantId, quantity: 1 });
  const onSession = (surface: "elements" | "embedded", code?: string) => async () => {
    const started = await startSession({ surface, shopper, locale: "en" });
    if (!started.ok) return;
    const sessionId = started.session.id as SessionId;
    if (code) await updateQuote({ sessionId, shopper, change: { kind: "promotion_code", code } });
    if (code) await updateQuote({ sessionId, shopper, change: { kind: "review" } });
    if (code !== "ONCE") await payByCard(started.clientSecret);
    await tell(started.orderId);
  };
  const changing = async () => {
    const started = await startPayment({ shopper, locale: "en" });
    if (!started.ok) return;
    const { orderId } = started;
    await updatePayment({ orderId, shopper, change: { kind: "promotion_code", code: "TENOFF" } });
    await updatePayment({ orderId, shopper, change: { kind: "delivery", shippingSpeed: "express" } });
  };
  const paying = async () => {
    // What the other tab is doing may stand in the way.
    const started = await begin(shopper).catch(() => null);
    await started?.pays();
    if (started) await tell(started.orderId);
  };
  const actions = [
    changing,
    onSession("elements", "ONCE"),
    paying,
    onSession("embedded"),
    onSession("elements", "TENOFF"),
  ];
  const tab = async (first: VariantId, second: VariantId, offset: number) => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await add(first);
      await Promise.all([actions[(turn + offset) % actions.length]?.(), add(second)]);
    }
  };
  return [tab(one, other, 0), tab(other, one, 1)];
}

/** What the events, the return page and the regular check do, at once. */
async function tell(orderId: OrderId): Promise<void> {
  const { data: events } = await stripe.events.list({ limit: 20 });
  const own = events.filter((event) => JSON.stringify(event.data.object).includes(orderId));
  await Promise.all([settleOrder(orderId), settleOrder(orderId), ...own.map((event) => receiveEvent(event))]);
}
