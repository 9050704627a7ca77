import { describe, expect, it } from "vitest";
import { startSession } from "@/lib/checkout/start-session.server";
import { settleOrder } from "@/lib/orders/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";

process.env.STRIPE_TAX = "on";
const { db } = await testDatabase();
const { stripe, payByCard } = await testStripe();

describe("with Stripe Tax", () => {
  it("the order takes the tax that Stripe adds for the address, and agrees with what was charged", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const cartId = await cartWith(db, [[mug, 1]]);
    const started = await startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en" });
    if (!started.ok) throw new Error(started.code);
    expect((await recordOf(db, started.orderId)).order).toMatchObject({ taxTotal: 0, total: 2490 });

    expect((await payByCard(started.clientSecret)).status).toBe(200);
    expect(await settleOrder(started.orderId)).toBe("paid");
    const [session] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    const { order } = await recordOf(db, started.orderId);
    // French VAT is 20 %, on the mug and on its delivery.
    expect(order).toMatchObject({ subtotal: 2000, shippingTotal: 490, taxTotal: 498, total: 2988 });
    expect(session?.amount_total).toBe(order.total);
  });
});
