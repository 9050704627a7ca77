import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { leases, paymentTries } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { recordTry } from "@/lib/orders/stored/payment-tries.server";
import { deleteOldRows } from "@/lib/retention/delete-old-rows.server";
import { keptFields } from "@/lib/webhooks/kept-fields";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { insertOrder } from "@/tests/support/store-fixtures";
import { keptSums, sumsOfOrders } from "@/tests/support/sums-of-orders";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const local = await testStripe();
const { placed, deliver } = orderShop(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const triesOf = async (orderId: Parameters<typeof deliver>[0]) =>
  (await db.select().from(paymentTries).where(eq(paymentTries.orderId, orderId)).orderBy(paymentTries.at))
    .map(({ method, outcome, reason }) => [method, outcome, reason])
    .toSorted((left, right) => String(left).localeCompare(String(right)));

const LACKS_MONEY = "4000000000009995";

describe("tries to pay", () => {
  it("are kept once each, with method and decline code, whatever comes twice or late", async () => {
    const { orderId, clientSecret } = await placed();
    for (const card of [LACKS_MONEY, "4000000000000069", "4242424242424242"]) {
      await local.payByCard(clientSecret, card).catch(() => undefined);
    }
    const all = [
      ["card", "failed", "expired_card"],
      ["card", "failed", "insufficient_funds"],
      ["card", "succeeded", null],
    ];
    await deliver(orderId, "reversed");
    expect(await triesOf(orderId)).toEqual(all);
    await deliver(orderId);
    await settleOrder(orderId);
    expect(await triesOf(orderId)).toEqual(all);
    expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
  });

  it("count once they have ended: a debit on its way first succeeds or fails", async () => {
    const { orderId, clientSecret, session } = await placed();
    await local.payBySepa(clientSecret);
    await deliver(orderId);
    expect(await triesOf(orderId)).toEqual([["sepa_debit", "pending", null]]);
    const counted = async () =>
      [...(await keptSums(db))].filter(([name]) => name.includes("sepa_debit")).map(([, sum]) => sum);
    expect(await counted()).toEqual([]);
    const { payment_intent } = await local.stripe.checkout.sessions.retrieve(session.id);
    await local.control(`/payment_intents/${payment_intent}/settle`);
    await deliver(orderId);
    await deliver(orderId);
    expect(await triesOf(orderId)).toEqual([["sepa_debit", "succeeded", null]]);
    expect(await counted()).toEqual(["1 for 0"]);
  });

  it("do not change once they have ended", async () => {
    const { id: orderId } = await insertOrder(db);
    const tried = { id: "ch_1", orderId, method: "card", at: new Date() };
    await recordTry(db, { ...tried, outcome: "failed", reason: "lost_card" });
    await recordTry(db, { ...tried, outcome: "pending" });
    await recordTry(db, { ...tried, outcome: "succeeded" });
    expect(await triesOf(orderId)).toEqual([["card", "failed", "lost_card"]]);
  });

  it("are deleted by age, and stay in the sums", async () => {
    const { id: orderId } = await insertOrder(db);
    const at = new Date(Date.now() - 401 * 86_400_000);
    await recordTry(db, {
      id: "ch_old",
      orderId,
      method: "card",
      outcome: "failed",
      reason: "lost_card",
      at,
    });
    const before = await keptSums(db);
    await db.delete(leases);
    expect(await deleteOldRows()).toMatchObject({ paymentTries: 1 });
    expect(await triesOf(orderId)).toEqual([]);
    expect(await keptSums(db)).toEqual(before);
    await db.execute(sql`select remake_shop_sums()`);
    expect([...(await keptSums(db)).keys()].filter((name) => name.startsWith("payment"))).toEqual(
      [...before.keys()].filter((name) => name.startsWith("payment")),
    );
  });

  it("are known from the event alone, of which the inbox keeps the codes and nothing of the person", () => {
    const payment_method = { type: "card", billing_details: { name: "Ada" } };
    const event = {
      ...{ id: "evt_1", object: "event", created: 1, livemode: false, type: "payment_intent.payment_failed" },
      data: {
        object: {
          id: "pi_1",
          last_payment_error: {
            ...{ charge: "ch_1", code: "card_declined", decline_code: "lost_card", message: "Ada" },
            payment_method,
          },
        },
      },
    } as unknown as Parameters<typeof keptFields>[0];
    expect(keptFields(event).data.object).toEqual({
      id: "pi_1",
      last_payment_error: {
        charge: "ch_1",
        code: "card_declined",
        decline_code: "lost_card",
        payment_method: { type: "card" },
      },
    });
  });
});
