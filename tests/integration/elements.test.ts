import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { updateQuote } from "@/lib/checkout/elements/update-quote.server";
import { carts, discountRules, orderQuotes } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold, refusal } from "@/tests/support/elements-shop";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, control, payByCard, changeAddress, callsOf } = await testStripe();

const { begin, checkoutOf, expectTotal } = elementsShop(db, stripe);

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe.each([
  ["preview", true],
  ["line_items", false],
] as const)("discounts of a session by %s", (strategy, granted) => {
  beforeAll(() => control("/account", { dynamic_discounts_preview: granted }));

  it("tells the page which Stripe.js it needs", async () => {
    const { betas, sessionId } = await checkoutOf(1);
    expect(betas).toEqual(granted ? ["custom_checkout_server_updates_1"] : []);
    const session = await stripe.checkout.sessions.retrieve(sessionId);
    expect(session.metadata).toMatchObject({ discount_strategy: strategy, quote_revision: "1" });
  });

  it("starts with the automatic discounts", async () => {
    const checkout = await checkoutOf(6);
    expect(checkout.quote.discounts).toMatchObject([{ amount: 1200 }]);
    await expectTotal(checkout, 12_000 - 1200 + 490);
  });

  it("applies a code in any case and with spaces around it, and removes it", async () => {
    const checkout = await checkoutOf(3);
    const applied = await checkout.types(" tenoff ");
    expect(applied).toMatchObject({
      ok: true,
      quote: {
        revision: 2,
        discountTotal: 600,
        removable: true,
        discounts: [{ code: "TENOFF", amount: 600 }],
      },
    });
    await expectTotal(checkout, 6000 - 600 + 490);
    expect(await checkout.types("TENOFF")).toMatchObject({ ok: true, quote: { revision: 2 } });
    expect(await checkout.does({ kind: "remove" })).toMatchObject({
      ok: true,
      quote: { discounts: [], removable: false },
    });
    await expectTotal(checkout, 6490);
  });

  it.each([
    ["NOTHING", "unknown_code"],
    ["BYGONE", "expired"],
    ["SOON", "not_started"],
    ["FIVEOFF50", "below_minimum"],
  ])("refuses %s: %s, and changes nothing", async (code, why) => {
    const checkout = await checkoutOf(2);
    const before = await stripe.checkout.sessions.retrieve(checkout.sessionId);
    expect(refusal(await checkout.types(code))).toBe(why);
    expect(await stripe.checkout.sessions.retrieve(checkout.sessionId)).toEqual(before);
    await expectTotal(checkout, 4490);
  });

  it("splits a discount over lines to the cent", async () => {
    const variants = await stockedVariants(db, stripe, [9, 9, 9]);
    const cartId = await cartWith(
      db,
      variants.map((variant, index) => [variant, [3, 1, 2][index] ?? 1]),
    );
    const shopper = shopperOf(cartId);
    const checkout = await begin(shopper);
    await updateQuote({
      sessionId: checkout.sessionId,
      shopper,
      change: { kind: "promotion_code", code: "FIVEOFF50" },
    });
    await expectTotal(checkout, 12_000 - 1200 - 500 + 490);
    await payByCard(checkout.clientSecret);
    expect(await settleOrder(checkout.orderId)).toBe("paid");
  });

  it("gives members their discount when they ask, and says why a guest has none", async () => {
    const member = await checkoutOf(2, gold);
    expect(member.quote.loyalty).toBe("available");
    expect(await member.does({ kind: "loyalty" })).toMatchObject({
      ok: true,
      quote: { loyalty: "applied", discounts: [{ amount: 600, reason: "For gold members" }] },
    });
    await expectTotal(member, 4000 - 600 + 490);
    const guest = await checkoutOf(2);
    expect(guest.quote.loyalty).toBe("sign_in");
    expect(refusal(await guest.does({ kind: "loyalty" }))).toBe("sign_in_required");
  });

  it("follows the country of the address, with rates and discounts, there and back", async () => {
    const checkout = await checkoutOf(2);
    await changeAddress(checkout.clientSecret, "CA");
    expect(await checkout.does({ kind: "region" })).toMatchObject({
      ok: true,
      quote: { country: "CA", discounts: [{ amount: 200, reason: "For delivery to Canada" }] },
    });
    await expectTotal(checkout, 4000 - 200 + 1490);
    await changeAddress(checkout.clientSecret, "FR");
    expect(await checkout.does({ kind: "region" })).toMatchObject({ ok: true, quote: { discounts: [] } });
    await expectTotal(checkout, 4490);
  });

  it("applies a country's code again with the address", async () => {
    const checkout = await checkoutOf(2);
    await checkout.types("FRANCE15");
    await changeAddress(checkout.clientSecret, "BE");
    expect(await checkout.does({ kind: "region" })).toMatchObject({
      ok: true,
      quote: { discounts: [], removable: true },
    });
    await changeAddress(checkout.clientSecret, "FR");
    expect(await checkout.does({ kind: "region" })).toMatchObject({
      ok: true,
      quote: { discounts: [{ code: "FRANCE15" }] },
    });
    await expectTotal(checkout, 4000 - 600 + 490);
  });

  it("keeps the delivery that the shopper chose when the rates change", async () => {
    const checkout = await checkoutOf(2);
    const session = await stripe.checkout.sessions.retrieve(checkout.sessionId);
    const express = session.shipping_options[1]?.shipping_rate;
    await changeAddress(checkout.clientSecret, "CA", String(express));
    await checkout.does({ kind: "region" });
    expect((await stripe.checkout.sessions.retrieve(checkout.sessionId)).amount_total).toBe(
      4000 - 200 + 3200,
    );
  });

  it("brings the total to zero, and the order is paid without a card", async () => {
    const checkout = await checkoutOf(2);
    expect(await checkout.types("ALLFREE")).toMatchObject({ ok: true, quote: { total: 0 } });
    await expectTotal(checkout, 0);
    await payByCard(checkout.clientSecret);
    expect(await settleOrder(checkout.orderId)).toBe("paid");
  });

  it("removes an ended discount before the shopper pays, and says so", async () => {
    const checkout = await checkoutOf(2);
    const id = `rule_ending_${strategy}`;
    await db.insert(discountRules).values({
      id,
      kind: "promotion_code",
      code: `ENDING${strategy}`,
      name: { en: "Ending", fr: "Se termine" },
      conditions: { benefit: { type: "percent", percent: 10 } },
      combinable: true,
    });
    await checkout.types(`ENDING${strategy}`);
    await expectTotal(checkout, 4000 - 400 + 490);
    expect(await checkout.does({ kind: "review" })).toMatchObject({ ok: true });
    await db
      .update(discountRules)
      .set({ endsAt: new Date(Date.now() - 1000) })
      .where(eq(discountRules.id, id));
    expect(await checkout.does({ kind: "review" })).toMatchObject({
      ok: false,
      code: "quote_changed",
      quote: {
        discounts: [],
        refused: expect.arrayContaining([expect.objectContaining({ refusal: "expired" })]),
      },
    });
    await expectTotal(checkout, 4490);
  });

  it("starts the next checkout of the cart with the discounts asked for", async () => {
    const { shopper, types, sessionId, orderId } = await checkoutOf(3);
    await types("TENOFF");
    const again = await begin(shopper);
    expect(again).toMatchObject({ sessionId, orderId, quote: { removable: true, discountTotal: 600 } });
    await stripe.checkout.sessions.expire(sessionId);
    const anew = await begin(shopper);
    expect(anew.orderId).not.toBe(orderId);
    await expectTotal(anew, 6000 - 600 + 490);
  });

  it("settles an order with its discounts, and clears them in the cart", async () => {
    const { shopper, types, clientSecret, orderId } = await checkoutOf(3);
    await types("TENOFF");
    expect((await payByCard(clientSecret)).status).toBe(200);
    expect(await settleOrder(orderId)).toBe("paid");
    const { order } = await recordOf(db, orderId);
    expect(order).toMatchObject({ discountTotal: 600, total: 5890 });
    expect(order.quote.discounts).toMatchObject([{ code: "TENOFF", reason: "With code TENOFF" }]);
    expect(await startElementsCheckout({ shopper, locale: "en" })).toEqual({
      ok: false,
      code: "payment_in_progress",
      orderId,
    });
    const [cart] = await db.select().from(carts).where(eq(carts.id, order.cartId));
    expect(cart).toMatchObject({ promotionCodes: [], loyaltyAsked: false });
  });

  it("lets another card pay the discounted total after a decline", async () => {
    const { types, clientSecret, orderId } = await checkoutOf(3);
    await types("TENOFF");
    expect((await payByCard(clientSecret, CARDS.declined)).status).toBe(402);
    expect(await settleOrder(orderId)).toBe("open");
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
  });

  it("calls Stripe twice for a change, and once when nothing changes", async () => {
    const { types } = await checkoutOf(3);
    const look = "GET /v1/checkout/sessions/:id";
    expect(await callsOf(() => types("TENOFF"))).toEqual([look, "POST /v1/checkout/sessions/:id"]);
    expect(await callsOf(() => types("TENOFF"))).toEqual([look]);
    expect(await callsOf(() => types("BYGONE"))).toEqual([look]);
  });

  it("keeps every quote that was sent to Stripe", async () => {
    const { types, does, orderId } = await checkoutOf(3);
    await types("TENOFF");
    await does({ kind: "remove" });
    const rows = await db
      .select()
      .from(orderQuotes)
      .where(eq(orderQuotes.orderId, orderId))
      .orderBy(orderQuotes.revision);
    expect(rows.map((row) => [row.revision, row.quote.discountTotal])).toEqual([
      [1, 0],
      [2, 600],
      [3, 0],
    ]);
  });
});
