import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { CustomerId, OrderId, PriceId, VariantId } from "@/lib/base/ids";
import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import {
  carts,
  customers,
  discountRules,
  orderQuotes,
  orders,
  products,
  stockHolds,
  variants,
} from "@/lib/db/schema";
import type { CheckoutSurface } from "@/lib/model/surface";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { gold } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, payByCard } = await testStripe();
const { token } = paymentShop(db, url);

const SURFACES = ["embedded", "elements", "payment"] as const;

type Wish = { orderId?: OrderId; agreement?: string | undefined };

async function start(surface: CheckoutSurface, shopper: Shopper, wish: Wish = {}) {
  const input = { shopper, locale: "en", ...wish } as const;
  switch (surface) {
    case "embedded":
      return startSession({ surface, ...input });
    case "elements":
      return startElementsCheckout(input);
    case "payment":
      return startPayment(input);
  }
}

type Started = Awaited<ReturnType<typeof start>>;

function told(result: Started) {
  if (result.ok || result.code !== "price_changed") throw new Error(result.ok ? "started" : result.code);
  return result;
}

/** Pays what was started, and tells what was taken. */
async function pay(started: Started, shopper: Shopper): Promise<number> {
  if (!started.ok) throw new Error(started.code);
  const { orderId } = started;
  if ("clientSecret" in started) await payByCard(started.clientSecret);
  else if ("amount" in started) {
    const tokenId = await token({ amount: started.amount });
    await confirmPayment({ orderId, tokenId, signedQuote: started.signedQuote, shopper });
  }
  expect(await settleOrder(orderId)).toBe("paid");
  const intents = await stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  const own = intents.filter((intent) => intent.metadata.order_id === orderId);
  return own.reduce((sum, intent) => sum + intent.amount_received, 0);
}

let codes = 0;

/** 10 % off by a code of its own. */
async function tenOff(changes: Partial<typeof discountRules.$inferInsert> = {}) {
  codes += 1;
  const id = `rule_again_${codes}`;
  await db.insert(discountRules).values({
    id,
    kind: "promotion_code",
    code: `AGAIN${codes}`,
    name: { en: "Ten off", fr: "Dix de moins" },
    conditions: { benefit: { type: "percent", percent: 10 } },
    combinable: true,
    ...changes,
  });
  return { id, code: `AGAIN${codes}` };
}

const ends = (id: string) =>
  db
    .update(discountRules)
    .set({ endsAt: new Date(Date.now() - 1_000) })
    .where(eq(discountRules.id, id));

/** An order of two pieces at 20.00 that its shopper has let run out; `code` was asked for. */
async function whichRanOut(surface: CheckoutSurface, code?: string, customer: Shopper["customer"] = null) {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const cartId = await cartWith(db, [[mug, 2]]);
  if (code)
    await db
      .update(carts)
      .set({ promotionCodes: [code] })
      .where(eq(carts.id, cartId));
  const shopper = { ...shopperOf(cartId), customer };
  const started = await start(surface, shopper);
  if (!started.ok) throw new Error(started.code);
  const { orderId } = started;
  await db
    .update(stockHolds)
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(stockHolds.orderId, orderId));
  await reconcileOrders(await beginReconciliation(0));
  const { order } = await recordOf(db, orderId);
  expect(order.status).toBe("expired");
  return { mug, shopper, orderId, order };
}

const orderOf = async (orderId: OrderId) => (await recordOf(db, orderId)).order;

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe.each(SURFACES)("an expired order that is paid again, on %s", (surface) => {
  it("continues at once while its price is unchanged", async () => {
    const { code } = await tenOff();
    const { shopper, orderId, order } = await whichRanOut(surface, code);
    const again = await start(surface, shopper, { orderId });
    expect(again).toMatchObject({ ok: true, orderId });
    expect(await pay(again, shopper)).toBe(4090);
    expect(await orderOf(orderId)).toMatchObject({
      number: order.number,
      total: 4090,
      quote: { revision: 1 },
    });
  });

  it("shows a higher price when its discount has ended, and is paid only at an agreed price", async () => {
    const { id, code } = await tenOff();
    const { shopper, orderId, order } = await whichRanOut(surface, code);
    await ends(id);
    const change = told(await start(surface, shopper, { orderId }));
    expect(change).toMatchObject({
      orderId,
      before: 4090,
      quote: { total: 4490, discounts: [], lines: [{ total: 4000 }] },
      gone: [{ name: "Ten off", reason: expect.stringContaining("This offer ended on") }],
    });
    const untouched = await recordOf(db, orderId);
    expect(untouched.order).toMatchObject({ status: "expired", total: 4090 });
    expect(untouched.holds).toEqual(["released"]);

    const agreed = await start(surface, shopper, { orderId, agreement: change.agreement });
    expect(agreed).toMatchObject({ ok: true, orderId });
    expect(await orderOf(orderId)).toMatchObject({
      status: "open",
      number: order.number,
      total: 4490,
      quote: { revision: 2 },
    });
    expect(await pay(agreed, shopper)).toBe(4490);
    const quotes = await db
      .select()
      .from(orderQuotes)
      .where(eq(orderQuotes.orderId, orderId))
      .orderBy(orderQuotes.revision);
    expect(quotes.map((row) => row.quote.total)).toEqual([4090, 4490]);
  });
});

describe("the price of an order that is paid again", () => {
  it("must be agreed to again when it changes once more", async () => {
    const { id, code } = await tenOff();
    const { mug, shopper, orderId } = await whichRanOut("embedded", code);
    await ends(id);
    const { agreement } = told(await start("embedded", shopper, { orderId }));
    await db.update(variants).set({ unitAmount: 2500 }).where(eq(variants.id, mug));
    const change = told(await start("embedded", shopper, { orderId, agreement }));
    expect(change.quote.total).toBe(5490);
    expect(change.agreement).not.toBe(agreement);
  });

  it("follows the price of the goods", async () => {
    const { mug, shopper, orderId } = await whichRanOut("elements");
    const { id } = await stripe.prices.create({
      currency: "eur",
      unit_amount: 1800,
      product_data: { name: "Mug" },
    });
    await db
      .update(variants)
      .set({ unitAmount: 1800, stripePriceId: id as PriceId })
      .where(eq(variants.id, mug));
    const change = told(await start("elements", shopper, { orderId }));
    expect(change).toMatchObject({ before: 4490, quote: { total: 4090 }, gone: [] });
    const agreed = await start("elements", shopper, { orderId, agreement: change.agreement });
    expect(await pay(agreed, shopper)).toBe(4090);
  });

  it("does not change when only the Price's id at Stripe does", async () => {
    const { mug, shopper, orderId } = await whichRanOut("embedded");
    const { id } = await stripe.prices.create({
      currency: "eur",
      unit_amount: 2000,
      product_data: { name: "Mug" },
    });
    await db
      .update(variants)
      .set({ stripePriceId: id as PriceId })
      .where(eq(variants.id, mug));
    const again = await start("embedded", shopper, { orderId });
    expect(await pay(again, shopper)).toBe(4490);
    expect((await orderOf(orderId)).quote.lines).toMatchObject([{ priceId: id }]);
  });

  it("follows the price of the delivery", async () => {
    const { shopper, orderId, order } = await whichRanOut("payment");
    const cheaper = order.quote.shippingRates.map((rate) => ({
      ...rate,
      amount: Math.max(0, rate.amount - 100),
    }));
    const quote = { ...order.quote, shippingRates: cheaper, shippingTotal: 390, total: 4390 };
    await db.update(orders).set({ quote, shippingTotal: 390, total: 4390 }).where(eq(orders.id, orderId));
    expect(told(await start("payment", shopper, { orderId }))).toMatchObject({
      before: 4390,
      quote: { total: 4490 },
    });
  });

  it("has today's discounts, too: a new one is shown before it is paid", async () => {
    const { shopper, orderId } = await whichRanOut("elements");
    const { id } = await tenOff({
      kind: "limited_time",
      code: null,
      endsAt: new Date(Date.now() + 3_600_000),
    });
    const change = told(await start("elements", shopper, { orderId }));
    expect(change).toMatchObject({ before: 4490, quote: { total: 4090, discounts: [{ amount: 400 }] } });
    await ends(id);
    expect(await start("elements", shopper, { orderId })).toMatchObject({ ok: true });
  });

  it("loses a discount whose last use went to another shopper", async () => {
    const { code } = await tenOff({ totalLimit: 1 });
    const { shopper, orderId } = await whichRanOut("embedded", code);
    const other = await cartWith(db, [[(await stockedVariants(db, stripe, [5]))[0] ?? raise(), 1]]);
    await db
      .update(carts)
      .set({ promotionCodes: [code] })
      .where(eq(carts.id, other));
    expect(await start("embedded", shopperOf(other))).toMatchObject({ ok: true });
    expect(told(await start("embedded", shopper, { orderId })).gone).toEqual([
      { name: "Ten off", reason: "This offer has been used up." },
    ]);
  });

  it("keeps the discounts of the order's account, whoever opens the link from its e-mail", async () => {
    const member = { ...gold, id: "cus_again" as CustomerId, email: "again@example.com" };
    await db.insert(customers).values({ id: member.id, email: member.email, tier: "gold" });
    await tenOff({
      kind: "customer",
      code: null,
      conditions: { customerIds: [member.id], benefit: { type: "percent", percent: 50 } },
    });
    const { orderId, order } = await whichRanOut("embedded", undefined, member);
    expect(order.total).toBe(2490);
    const byLink = { cartId: null, openedOrders: [orderId], customer: null };
    expect(await start("embedded", byLink, { orderId })).toMatchObject({ ok: true });
    expect((await orderOf(orderId)).total).toBe(2490);
  });

  it.each([
    [
      "taken off sale",
      (mug: VariantId) => db.update(variants).set({ active: false }).where(eq(variants.id, mug)),
    ],
    [
      "a draft again",
      (mug: VariantId) =>
        db
          .update(products)
          .set({ publishedAt: null })
          .where(eq(products.id, productOf(mug))),
    ],
  ])("can't be paid when one of its goods is %s", async (_, withdraw) => {
    const { mug, shopper, orderId } = await whichRanOut("embedded");
    await withdraw(mug);
    expect(await start("embedded", shopper, { orderId })).toEqual({
      ok: false,
      code: "cart_changed",
      orderId,
    });
  });

  it("is checked for an open session as well: one at another price is replaced", async () => {
    const { id, code } = await tenOff();
    const { shopper, orderId } = await whichRanOut("embedded", code);
    const open = await start("embedded", shopper, { orderId });
    if (!open.ok || !("session" in open)) throw new Error("not started");
    await ends(id);
    const { agreement } = told(await start("embedded", shopper, { orderId }));
    expect((await stripe.checkout.sessions.retrieve(open.session.id)).status).toBe("open");
    const agreed = await start("embedded", shopper, { orderId, agreement });
    expect((await stripe.checkout.sessions.retrieve(open.session.id)).status).toBe("expired");
    expect(await pay(agreed, shopper)).toBe(4490);
    expect((await orderOf(orderId)).quote.revision).toBe(2);
  });
});

const productOf = (variant: VariantId) =>
  db.select({ id: variants.productId }).from(variants).where(eq(variants.id, variant));

function raise(): never {
  throw new Error("no variant");
}
