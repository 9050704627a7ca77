import { describe, expect, it } from "vitest";
import { startSession } from "@/lib/checkout/start-session.server";
import { settleOrder } from "@/lib/orders/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";

process.env.STRIPE_TAX = "on";
const { db } = await testDatabase();
const { stripe, url, payByCard } = await testStripe();
const { begin, orderOf } = paymentShop(db, url);

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

  it("our own page works the tax out for the address, and charges just that", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    expect(checkout).toMatchObject({ amount: 2490, taxAmount: 0 });
    const address = {
      country: "FR",
      postalCode: "75002",
      state: null,
      city: "Paris",
      line1: "1 rue de la Paix",
    };
    const updated = await checkout.does({ kind: "delivery", address });
    expect(updated).toMatchObject({ ok: true, checkout: { amount: 2988, taxAmount: 498 } });
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    expect(await checkout.pays({ amount }, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", taxTotal: 498, total: 2988 });
  });

  it("our own page never charges without the tax that is due, nor that of another address", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    const refused = await checkout.pays();
    expect(refused).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 2988 } });
    expect((await orderOf(checkout.orderId)).status).toBe("open");
  });
});
