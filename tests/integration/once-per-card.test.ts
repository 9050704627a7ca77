import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { confirmFree } from "@/lib/checkout/payment-element/confirm-free.server";
import { carts, discountRules, orderAttention, paymentAttempts } from "@/lib/db/schema";
import { acceptOrder } from "@/lib/orders/merchant/decide-on-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, refusal } from "@/tests/support/elements-shop";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";
import { recordOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, control, payByCard, payBySepa } = await testStripe();
const { checkoutOf, shopperWith } = elementsShop(db, stripe);
const { begin } = paymentShop(db, url);
const { charged } = chargesAt(stripe);

const MASTERCARD = "5555555555554444";
const VISA_DEBIT = "4000056655665556";
const FRENCH = "4000002500000003";
const AMEX = "378282246310005";

beforeAll(async () => {
  await insertDemoDiscounts(db);
});
afterEach(() => vi.restoreAllMocks());

/** A checkout on Elements with the welcome discount, which is on it until it is paid. */
async function welcomed() {
  const checkout = await checkoutOf(3);
  expect(refusal(await checkout.types("WELCOME"))).toBe("accepted");
  return checkout;
}

async function paidBy(number: string): Promise<OrderId> {
  const { orderId, clientSecret } = await welcomed();
  await payByCard(clientSecret, number);
  await settleOrder(orderId);
  return orderId;
}

const statusOf = async (orderId: OrderId) => (await recordOf(db, orderId)).order.status;

const whyOf = (orderId: OrderId) =>
  db
    .select({ reason: orderAttention.reason, actual: orderAttention.actual })
    .from(orderAttention)
    .where(eq(orderAttention.orderId, orderId));

describe("a discount for one use per card, on Stripe's own pages", () => {
  it("is given to the first order of a card; the others wait for a person, and are not sent", async () => {
    const first = await paidBy(MASTERCARD);
    expect(await statusOf(first)).toBe("paid");
    for (const again of [await paidBy(MASTERCARD), await paidBy(MASTERCARD)]) {
      expect(await whyOf(again)).toEqual([{ reason: "once_per_card", actual: `used for ${first}` }]);
      expect(await recordOf(db, again)).toMatchObject({ order: { status: "needs_attention" }, jobs: [] });
    }
  });

  it("is given to one of two orders that are paid and settled at once", async () => {
    const both = await Promise.all([welcomed(), welcomed()]);
    for (const { clientSecret } of both) await payByCard(clientSecret, VISA_DEBIT);
    const states = await Promise.all(both.map(({ orderId }) => settleOrder(orderId)));
    expect([...states].sort()).toEqual(["needs_attention", "paid"]);
  });

  it("is refused on the Payment Element, too, to a card that used it on Elements", async () => {
    const number = AMEX;
    await paidBy(number);
    const { types, pays, orderId } = await begin(await shopperWith(3));
    const typed = await types("WELCOME");
    if (!typed.ok) throw new Error(typed.code);
    const { amount, signedQuote } = typed.checkout;
    expect(await pays({ number, amount }, signedQuote)).toMatchObject({ code: "discount_used_on_card" });
    expect(await charged(orderId)).toBe(0);
  });

  it("counts the orders of the embedded page", async () => {
    const startEmbedded = async () => {
      const shopper = await shopperWith(3);
      if (!shopper.cartId) throw new Error("no cart");
      await db
        .update(carts)
        .set({ promotionCodes: ["WELCOME"] })
        .where(eq(carts.id, shopper.cartId));
      const started = await startSession({ surface: "embedded", shopper, locale: "en" });
      if (!started.ok) throw new Error(started.code);
      await payByCard(started.clientSecret, FRENCH);
      return settleOrder(started.orderId);
    };
    expect(await startEmbedded()).toBe("paid");
    expect(await startEmbedded()).toBe("needs_attention");
  });

  it("recognises a bank account that is debited", async () => {
    const debited = async () => {
      const { orderId, clientSecret, sessionId } = await welcomed();
      await payBySepa(clientSecret, IBANS.success);
      const { payment_intent } = await stripe.checkout.sessions.retrieve(sessionId);
      await control(`/payment_intents/${payment_intent}/settle`);
      return settleOrder(orderId);
    };
    expect(await debited()).toBe("paid");
    expect(await debited()).toBe("needs_attention");
  });

  it("can be allowed by the merchant: then the order is sent", async () => {
    const number = "4000000000000077";
    await paidBy(number);
    const again = await paidBy(number);
    await acceptOrder((await recordOf(db, again)).order.number);
    expect(await recordOf(db, again)).toMatchObject({
      order: { status: "paid" },
      jobs: ["email.order_confirmed", "shipping.request"],
    });
  });
});

describe("a discount for one use per card, on the Payment Element", () => {
  it("is checked also when the merchant's other rules are off", async () => {
    await setSettings({ PAYMENT_RULES: false });
    const number = "6011111111111117";
    const results = [];
    for (const _ of [1, 2]) {
      const { types, pays } = await begin(await shopperWith(3));
      const typed = await types("WELCOME");
      if (!typed.ok) throw new Error(typed.code);
      results.push(await pays({ number, amount: typed.checkout.amount }, typed.checkout.signedQuote));
    }
    expect(results).toMatchObject([{ ok: true }, { ok: false, code: "discount_used_on_card" }]);
  });

  it("is not given to an order that no card pays", async () => {
    await db.insert(discountRules).values({
      id: "rule_free_once",
      kind: "promotion_code",
      code: "FREEONCE",
      name: { en: "Free once", fr: "Gratuit une fois" },
      conditions: { benefit: { type: "percent", percent: 100, coversShipping: true }, oncePerCard: true },
      combinable: true,
    });
    const { types, orderId, shopper } = await begin(await shopperWith(1));
    const typed = await types("FREEONCE");
    if (!typed.ok) throw new Error(typed.code);
    expect(typed.checkout.amount).toBe(0);
    const address = {
      line1: "1 rue X",
      line2: null,
      city: "Paris",
      state: null,
      postalCode: "75002",
      country: "FR",
    };
    const free = { orderId, shopper, email: "ada@example.com", name: "Ada", address };
    expect(await confirmFree(free)).toEqual({ ok: false, code: "discount_needs_card" });
    expect(await statusOf(orderId)).toBe("open");
  });

  it("is available to the card again after its order has failed, and then goes to one of both orders", async () => {
    const iban = IBANS.fails;
    const failing = await begin(await shopperWith(3));
    const typed = await failing.types("WELCOME");
    if (!typed.ok) throw new Error(typed.code);
    const { amount, signedQuote } = typed.checkout;
    const pays = { iban, amount };
    expect(await failing.pays(pays, signedQuote)).toMatchObject({ ok: true, status: "processing" });
    const [attempt] = await db
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.orderId, failing.orderId));
    await control(`/payment_intents/${attempt?.stripeId}/fail`);
    expect(await settleOrder(failing.orderId)).toBe("payment_failed");

    const other = await begin(await shopperWith(3));
    const also = await other.types("WELCOME");
    if (!also.ok) throw new Error(also.code);
    expect(await other.pays({ iban, amount }, also.checkout.signedQuote)).toMatchObject({ ok: true });

    const again = await startSession({
      surface: "embedded",
      shopper: failing.shopper,
      locale: "en",
      orderId: failing.orderId,
    });
    expect(again).toMatchObject({ ok: true });
  });
});
