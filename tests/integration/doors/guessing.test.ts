import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as addCard } from "@/app/api/account/payment-methods/route";
import { POST as typeElementsCode } from "@/app/api/checkout/elements/discounts/promotion-code/route";
import { POST as startElements } from "@/app/api/checkout/elements/route";
import { POST as confirm } from "@/app/api/checkout/payment/confirm/route";
import { POST as typeCode } from "@/app/api/checkout/payment/discounts/promotion-code/route";
import { POST as removeDiscounts } from "@/app/api/checkout/payment/discounts/remove/route";
import { POST as startPayment } from "@/app/api/checkout/payment/route";
import { auth } from "@/lib/auth/auth.server";
import { createLinkToken } from "@/lib/auth/secrets.server";
import type { OrderId } from "@/lib/base/ids";
import { tryCodeForm } from "@/lib/checkout/cart/cart-code-actions";
import { orders, paymentAttempts, paymentConfirmations, rateLimits } from "@/lib/db/schema";
import { BOUNDS } from "@/lib/limits/bounds";
import { countOnce, limitsOf, type Requester } from "@/lib/limits/count.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { avoidWindowEnd } from "@/tests/support/limit-window";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setupToken } from "@/tests/support/setup-token";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { type Visitor, visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const { stripe, url, control, payByCard, eventsOf } = await testStripe();
const { token } = paymentShop(db, url);
beforeAll(async () => {
  avoidWindowEnd();
  await insertDemoDiscounts(db);
});
beforeEach(() => db.delete(rateLimits));

const RIGHT = "TENOFF";

async function newVisitor(address: string, language: "en" | "fr" = "en"): Promise<Visitor> {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  return visitor(address, { cartId: await cartWith(db, [[mug, 2]]), language });
}

async function atCheckout(address: string, language: "en" | "fr" = "en") {
  const is = await newVisitor(address, language);
  const { body, status } = await is.posts(startPayment, {});
  if (status !== 200) throw new Error(`not started: ${JSON.stringify(body)}`);
  const orderId = String(body.orderId);
  const pays = async (number: string) =>
    is.posts(confirm, {
      orderId,
      confirmationTokenId: await token({
        number,
        amount: Number(body.amount),
        email: `${orderId.toLowerCase()}@example.com`,
      }),
    });
  return { is, orderId, pays, types: (code: string) => is.posts(typeCode, { orderId, code }) };
}

describe("discount codes that don't exist", () => {
  const most = BOUNDS.wrongDiscountCode;

  it("are limited for one cart; it can then pay without one, and a right code does not count", async () => {
    const shopper = await atCheckout("203.0.113.7");
    for (let tried = 1; tried < most.shopper.max; tried += 1) {
      expect((await shopper.types(`GUESS${tried}`)).status).toBe(422);
    }
    for (let time = 0; time < 3; time += 1) {
      expect((await shopper.types(RIGHT)).status).toBe(200);
      await shopper.is.posts(removeDiscounts, { orderId: shopper.orderId });
    }
    expect((await shopper.types("GUESS")).status).toBe(422);
    const refused = await shopper.types(RIGHT);
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({
      code: "rate_limited",
      limit: "wrongDiscountCode",
      retryAfter: Number(refused.headers.get("retry-after")),
    });
    expect(refused.text).toContain("You can pay without a code");
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(most.shopper.seconds);
    expect((await shopper.pays(CARDS.success)).status).toBe(200);
  });

  it("also count in the cart, together with those of its checkout", async () => {
    const shopper = await atCheckout("203.0.113.7");
    for (let tried = 0; tried < most.shopper.max - 1; tried += 1) await shopper.types(`GUESS${tried}`);
    const inCart = async (code: string) => {
      const form = new FormData();
      form.set("locale", "en");
      form.set("code", code);
      return shopper.is.does(() => tryCodeForm({ status: "none" }, form));
    };
    expect(await inCart(RIGHT)).toMatchObject({ status: "kept" });
    expect(await inCart("GUESS")).toMatchObject({ status: "refused" });
    const refused = await inCart(RIGHT);
    expect(refused).toMatchObject({
      status: "refused",
      problem: expect.stringContaining("You can pay without a code"),
    });
  });

  it("also count on Checkout Elements, and the refusal is in the shopper's language", async () => {
    const is = await newVisitor("203.0.113.7", "fr");
    const { body } = await is.posts(startElements, {});
    const types = (code: string) => is.posts(typeElementsCode, { checkout_session_id: body.sessionId, code });
    for (let tried = 0; tried < most.shopper.max; tried += 1) await types(`GUESS${tried}`);
    const refused = await types("GUESS");
    expect(refused.status).toBe(429);
    expect(refused.text).toContain("Vous pouvez payer sans code");
  });

  it("are limited for one address, with a new cart each time, and others are not affected", async () => {
    let refused = 0;
    const carts = Math.ceil(most.address.max / most.shopper.max) + 1;
    for (let cart = 0; cart < carts; cart += 1) {
      const { types } = await atCheckout("203.0.113.7");
      for (let tried = 0; tried < most.shopper.max; tried += 1) {
        if ((await types(`GUESS${cart}X${tried}`)).status === 429) refused += 1;
      }
    }
    expect(refused).toBe(carts * most.shopper.max - most.address.max);
    const neighbour = await atCheckout("203.0.113.8");
    expect((await neighbour.types(RIGHT)).status).toBe(200);
  });
});

describe("payments that are declined", () => {
  const most = BOUNDS.declinedPayment;

  it("are limited for one cart: then no other card is accepted, and the page says until when", async () => {
    const shopper = await atCheckout("203.0.113.7");
    for (let tried = 0; tried < most.shopper.max; tried += 1) {
      expect((await shopper.pays(CARDS.declined)).status).toBe(402);
    }
    const refused = await shopper.pays(CARDS.success);
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({ code: "rate_limited", limit: "declinedPayment" });
    expect(refused.text).toContain("ask your bank");
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(most.shopper.seconds);
    expect((await shopper.is.posts(startElements, {})).status).toBe(429);
    expect((await atCheckout("203.0.113.8")).orderId).toBeTruthy();
  });

  /** As if all but one of what is allowed had been declined already. */
  async function oneIsLeft(scope: "shopper" | "address" | "network", orderId: string) {
    const [order] = await db
      .select()
      .from(orders)
      .where(eq(orders.id, orderId as OrderId));
    const { openedFrom: address, openedFromNetwork: network, cartId } = order ?? {};
    if (!address || !network) throw new Error("the order is from nowhere");
    const asker: Requester = { shopper: [cartId], from: { address, network } };
    const limits = limitsOf("declinedPayment", asker).filter(({ key }) => key.includes(`:${scope}:`));
    for (let earlier = 1; earlier < most[scope].max; earlier += 1) {
      await countOnce(`earlier_${earlier}`, limits, new Date());
    }
  }

  const attemptOf = async (orderId: string) => {
    const attempts = await db
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.orderId, orderId as OrderId));
    return attempts.at(-1)?.stripeId ?? "";
  };

  it("are shown as declined when Stripe fails as the last of them ends the checkout, which the event then ends", async () => {
    const { orderId, pays } = await atCheckout("203.0.113.7");
    await oneIsLeft("shopper", orderId);
    const ends = { path: "/v1/payment_intents/*", method: "POST", kind: "500" };
    await control("/faults", { ...ends, times: 3 });
    const declined = await pays(CARDS.declined);
    expect(declined.status).toBe(402);
    expect(declined.body.error).toMatchObject({ code: "card_declined" });
    const [confirmation] = await db
      .select()
      .from(paymentConfirmations)
      .where(eq(paymentConfirmations.orderId, orderId as OrderId));
    const intentId = await attemptOf(orderId);
    expect(confirmation).toMatchObject({ status: "done", paymentIntentId: intentId });
    expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe("requires_payment_method");
    for (const event of await eventsOf(orderId)) await receiveEvent(event);
    expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe("canceled");
  });

  it("do not end a payment under way when they are reported late", async () => {
    const { orderId, pays } = await atCheckout("203.0.113.7");
    expect((await pays(CARDS.declined)).status).toBe(402);
    const late = await eventsOf(orderId);
    expect(late.map(({ type }) => type)).toContain("payment_intent.payment_failed");
    await db.delete(rateLimits);
    await oneIsLeft("shopper", orderId);
    expect((await pays("4000002760003184")).body.status).toBe("requires_action");
    const asking = await attemptOf(orderId);
    for (const event of late) await receiveEvent(event);
    expect((await stripe.paymentIntents.retrieve(asking)).status).toBe("requires_action");
    expect((await pays(CARDS.success)).status).toBe(429);
  });

  it.each(["address", "network"] as const)(
    "end the session that was opened before, when one more is too many for its %s",
    async (scope) => {
      const [first, second] = [await newVisitor("203.0.113.7"), await newVisitor("203.0.113.7")];
      const { body } = await first.posts(startElements, {});
      const { body: other } = await second.posts(startElements, {});
      const statusOf = async ({ sessionId }: typeof body) =>
        (await stripe.checkout.sessions.retrieve(String(sessionId))).status;
      await oneIsLeft(scope, String(body.orderId));
      for (const opened of [body, other]) {
        expect(await statusOf(opened)).toBe("open");
        await payByCard(String(opened.clientSecret), CARDS.declined);
        for (const event of await eventsOf(String(opened.orderId))) await receiveEvent(event);
        expect(await statusOf(opened)).toBe("expired");
      }
    },
  );

  it("count once, whether the answer or the event comes first", async () => {
    const shopper = await atCheckout("203.0.113.7");
    for (let tried = 0; tried < most.shopper.max - 1; tried += 1) await shopper.pays(CARDS.declined);
    for (const event of await eventsOf(shopper.orderId)) await receiveEvent(event);
    expect((await shopper.pays(CARDS.success)).status).toBe(200);
  });

  it("are limited for one address, with a new cart each time", async () => {
    for (let cart = 0; cart < most.address.max / 5; cart += 1) {
      const { pays } = await atCheckout("203.0.113.7");
      for (let tried = 0; tried < 5; tried += 1) await pays(CARDS.declined);
    }
    const next = await newVisitor("203.0.113.7");
    expect((await next.posts(startPayment, {})).status).toBe(429);
    expect((await atCheckout("203.0.113.8")).orderId).toBeTruthy();
  });

  it("on Stripe's own form end its session after too many", async () => {
    const is = await newVisitor("203.0.113.7");
    const { body } = await is.posts(startElements, {});
    const sessionId = String(body.sessionId);
    const told = new Set<string>();
    const deliver = async () => {
      for (const event of await eventsOf(String(body.orderId))) {
        if (!told.has(event.id)) await receiveEvent(event);
        told.add(event.id);
      }
    };
    for (let tried = 0; tried < most.shopper.max - 1; tried += 1) {
      await payByCard(String(body.clientSecret), CARDS.declined);
    }
    await deliver();
    expect((await stripe.checkout.sessions.retrieve(sessionId)).status).toBe("open");
    await payByCard(String(body.clientSecret), CARDS.declined);
    await deliver();
    expect((await stripe.checkout.sessions.retrieve(sessionId)).status).toBe("expired");
    expect((await is.posts(startElements, {})).status).toBe(429);
  });
});

it("cards that are refused in the account count as declined payments", async () => {
  const is = await newVisitor("203.0.113.7");
  const email = "wallet@example.com";
  const { headers } = await auth().api.magicLinkVerify({
    query: { token: await createLinkToken(email) },
    headers: new Headers(),
    returnHeaders: true,
  });
  const [name = "", value = ""] = headers.get("set-cookie")?.split(";")[0]?.split("=") ?? [];
  is.cookies.set(name, decodeURIComponent(value));
  const adds = async (number: string) =>
    is.posts(addCard, { confirmationTokenId: await setupToken(url, { number }) });
  for (let tried = 0; tried < BOUNDS.declinedPayment.shopper.max; tried += 1) {
    expect((await adds(CARDS.declined)).status).toBe(402);
  }
  const refused = await adds(CARDS.success);
  expect(refused.status).toBe(429);
  expect(refused.body.error).toMatchObject({ limit: "declinedPayment" });
});

it("the starts of checkouts are limited for one cart, and the page gets what to show", async () => {
  const is = await newVisitor("203.0.113.7");
  const { max } = BOUNDS.checkoutStart.shopper;
  for (let time = 0; time < max; time += 1) expect((await is.posts(startPayment, {})).status).toBe(200);
  const refused = await is.posts(startPayment, {});
  expect(refused.status).toBe(429);
  expect(refused.body.error).toMatchObject({ limit: "checkoutStart" });
  expect(refused.text).toContain("Your cart is saved");
});
