import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { describe, expect, it, vi } from "vitest";
import { orderAttention, orders } from "@/lib/db/schema";
import { loadOrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { stripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

describe("what somebody decides by", () => {
  it("has what Stripe says now of the order's payment, and only where there is something to decide", async () => {
    const { orderId, number, intentId } = await shop.paid();
    const { total, currency } = await shop.orderOf(orderId);
    expect((await loadOrderDesk(number))?.stripeSays).toEqual([]);

    await db
      .insert(orderAttention)
      .values({ orderId, reason: "amount_mismatch", about: "test", expected: "1", actual: "2" });
    await db.update(orders).set({ status: "needs_attention" }).where(eq(orders.id, orderId));
    const says = { id: intentId, currency, state: "succeeded", received: total };
    expect((await loadOrderDesk(number))?.stripeSays).toEqual([
      { ...says, capturable: 0, refunded: 0, isDisputed: false },
    ]);

    // In Stripe's dashboard, of which the store has heard nothing yet.
    await stripe().refunds.create({ payment_intent: intentId, amount: 100 });
    expect((await loadOrderDesk(number))?.stripeSays).toMatchObject([{ ...says, refunded: 100 }]);
  });

  it("says so when Stripe can't be reached, and the rest is there", async () => {
    const { orderId, number } = await shop.paid();
    await db
      .insert(orderAttention)
      .values({ orderId, reason: "amount_mismatch", about: "test", expected: "1", actual: "2" });
    await db.update(orders).set({ status: "needs_attention" }).where(eq(orders.id, orderId));
    const down = new Stripe.errors.StripeConnectionError({ type: "api_error", message: "down" });
    const ask = vi.spyOn(stripe().paymentIntents, "retrieve").mockRejectedValue(down);
    const desk = await loadOrderDesk(number);
    ask.mockRestore();
    expect(desk).toMatchObject({ stripeSays: null, open: [{ reason: "amount_mismatch" }] });
  });
});
