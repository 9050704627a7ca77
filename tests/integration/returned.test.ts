import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import {
  type AttemptId,
  type CartId,
  newCustomerId,
  type PaymentIntentId,
  type SessionId,
} from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { customers, orders } from "@/lib/db/schema";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { justPaidOrder } from "@/lib/orders/views/just-paid.server";
import { settleReturned } from "@/lib/orders/views/returned.server";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { CARDS, IBANS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, control, payByCard, payBySepa } = await testStripe();
const { begin } = paymentShop(db, url);

const NOBODY: Shopper = { cartId: null, openedOrders: [], customer: null };

async function cart(pieces = 1): Promise<CartId> {
  const [mug] = await stockedVariants(db, stripe, [100]);
  if (!mug) throw new Error("no variant");
  return cartWith(db, [[mug, pieces]]);
}

async function sessionOf(shopper: Shopper, surface: "embedded" | "elements" = "embedded") {
  const started = await startSession({ surface, shopper, locale: "en" });
  if (!started.ok) throw new Error(started.code);
  return { ...started, id: started.session.id as SessionId, shopper };
}

const newSession = async (surface: "embedded" | "elements" = "embedded") =>
  sessionOf(shopperOf(await cart()), surface);

async function newIntent(wish: Parameters<Awaited<ReturnType<typeof begin>>["pays"]>[0]) {
  const shopper = shopperOf(await cart());
  const checkout = await begin(shopper);
  const paid = await checkout.pays(wish);
  if (!paid.ok) throw new Error(paid.code);
  return { id: paid.paymentIntentId, orderId: checkout.orderId, shopper };
}

describe("a payment with which another browser returns", () => {
  const elsewhere = async (id: AttemptId, shopper = NOBODY) => settleReturned(id, shopper);

  it("is shown as made, without anything of its order, on every surface", async () => {
    for (const surface of ["embedded", "elements"] as const) {
      const { id, orderId, clientSecret, shopper } = await newSession(surface);
      await payByCard(clientSecret);
      expect(await elsewhere(id)).toEqual({ kind: "elsewhere", payment: "made", mailed: true });
      expect(await elsewhere(id, shopperOf(await cart()))).toMatchObject({ kind: "elsewhere" });
      expect(await settleReturned(id, shopper)).toEqual({ kind: "order", orderId });
    }
    const { id, orderId, shopper } = await newIntent({});
    expect(await elsewhere(id)).toEqual({ kind: "elsewhere", payment: "made", mailed: true });
    expect(await settleReturned(id, shopper)).toEqual({ kind: "order", orderId });
  });

  it("settles its order, whoever brings it", async () => {
    const { id, orderId, clientSecret } = await newSession();
    await payByCard(clientSecret);
    await elsewhere(id);
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    expect(order?.status).toBe("paid");
  });

  it("is shown as under way, and then with its result", async () => {
    const { id, clientSecret } = await newSession();
    await payBySepa(clientSecret, IBANS.fails);
    expect(await elsewhere(id)).toEqual({ kind: "elsewhere", payment: "under_way", mailed: true });
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id);
    await control(`/payment_intents/${payment_intent}/fail`);
    expect(await elsewhere(id)).toEqual({ kind: "elsewhere", payment: "not_made", mailed: true });

    const debit = await newIntent({ iban: IBANS.success });
    expect(await elsewhere(debit.id)).toEqual({ kind: "elsewhere", payment: "under_way", mailed: true });
  });

  it("is shown as not made, while it is open, declined or ended, and no e-mail is promised", async () => {
    const notMade = { kind: "elsewhere", payment: "not_made", mailed: false };
    const { id, clientSecret } = await newSession();
    expect(await elsewhere(id)).toEqual(notMade);
    await payByCard(clientSecret, CARDS.declined);
    expect(await elsewhere(id)).toEqual(notMade);
    await control(`/checkout/sessions/${id}/expire`);
    expect(await elsewhere(id)).toEqual(notMade);

    const asked = await newIntent({ number: "4000002760003184" });
    expect(await elsewhere(asked.id)).toEqual(notMade);
  });

  it("promises no confirmation for an order that a person must check first", async () => {
    const { id, orderId, clientSecret } = await newSession();
    const [row] = await db.select().from(orders).where(eq(orders.id, orderId));
    if (!row) throw new Error("no order");
    const quote = { ...row.quote, subtotal: 3000, total: 3490 };
    await db.update(orders).set({ quote, subtotal: 3000, total: 3490 }).where(eq(orders.id, orderId));
    await payByCard(clientSecret);
    expect(await elsewhere(id)).toEqual({ kind: "elsewhere", payment: "made", mailed: false });
  });

  it("shows the order once it turns out to be the account's own", async () => {
    const { id, orderId, clientSecret } = await newSession();
    const customerId = newCustomerId();
    const customer = { id: customerId, name: null, givenTier: null, stripeCustomerId: null };
    await db.insert(customers).values({ id: customerId, email: "ada@example.com", emailVerified: true });
    await payByCard(clientSecret);
    const account = { ...NOBODY, customer: { ...customer, email: "ada@example.com" } };
    expect(await settleReturned(id, account)).toEqual({ kind: "order", orderId });
  });

  it("is unknown when the store did not begin it: nothing is shown, and Stripe is not asked", async () => {
    const foreign = await stripe.paymentIntents.create({ amount: 500, currency: "eur" });
    const read = vi.spyOn(storesStripe().paymentIntents, "retrieve");
    for (const id of [foreign.id as PaymentIntentId, "cs_test_none" as SessionId]) {
      expect(await elsewhere(id)).toEqual({ kind: "unknown" });
    }
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });
});

describe("a shopper at another of the store's addresses", () => {
  const storeUrl = "https://shop-git-sale.vercel.app";

  it("returns to it from a session", async () => {
    const { session } = await sessionOf({ ...shopperOf(await cart()), storeUrl });
    expect(session.return_url).toBe(`${storeUrl}/checkout/return?session_id={CHECKOUT_SESSION_ID}`);
  });

  it("returns to it from their bank", async () => {
    const create = vi.spyOn(storesStripe().paymentIntents, "create");
    const checkout = await begin({ ...shopperOf(await cart()), storeUrl });
    await checkout.pays();
    expect(create.mock.calls.map(([params]) => params.return_url)).toEqual([`${storeUrl}/checkout/complete`]);
    create.mockRestore();
  });

  it("gets a session of their own when one is open at the main address, and the same one on a second visit", async () => {
    const shopper = shopperOf(await cart());
    const first = await sessionOf(shopper);
    const there = await sessionOf({ ...shopper, storeUrl });
    expect(there.id).not.toBe(first.id);
    expect(new URL(there.session.return_url ?? "").origin).toBe(storeUrl);
    expect((await stripe.checkout.sessions.retrieve(first.id)).status).toBe("expired");
    expect((await sessionOf({ ...shopper, storeUrl })).id).toBe(there.id);
  });

  it("is led to the order when the session at the main address was just paid", async () => {
    const shopper = shopperOf(await cart());
    const { clientSecret, orderId } = await sessionOf(shopper);
    await payByCard(clientSecret);
    const again = await startSession({
      surface: "embedded",
      shopper: { ...shopper, storeUrl },
      locale: "en",
    });
    expect(again).toEqual({ ok: false, code: "payment_in_progress", orderId });
  });
});

describe("a checkout that is opened again after paying", () => {
  const start = (shopper: Shopper) => startSession({ surface: "embedded", shopper, locale: "en" });

  it("leads to the order that has emptied the cart, on every surface", async () => {
    const { id, orderId, clientSecret, shopper } = await newSession();
    await payByCard(clientSecret);
    await settleReturned(id, shopper);
    const named = { ok: false, code: "payment_in_progress", orderId };
    expect(await start(shopper)).toEqual(named);
    expect(await startSession({ surface: "elements", shopper, locale: "en" })).toEqual(named);
    expect(await startPayment({ shopper, locale: "en" })).toEqual(named);
  });

  it("also does so while a debit is under way", async () => {
    const { orderId, clientSecret, shopper } = await newSession();
    await payBySepa(clientSecret);
    await settleOrder(orderId);
    expect(await start(shopper)).toEqual({ ok: false, code: "payment_in_progress", orderId });
  });

  it("says that the cart is empty when nothing was paid, or long ago, or by somebody else", async () => {
    const empty = { ok: false, code: "cart_empty" };
    expect(await start(shopperOf(await cartWith(db, [])))).toEqual(empty);

    const { id, orderId, shopper } = await newSession();
    await control(`/checkout/sessions/${id}/expire`);
    await settleOrder(orderId);
    if (!shopper.cartId) throw new Error("no cart");
    expect(await justPaidOrder(db, shopper.cartId)).toBeNull();

    const paid = await newSession();
    await payByCard(paid.clientSecret);
    await settleOrder(paid.orderId);
    await db
      .update(orders)
      .set({ createdAt: new Date(Date.now() - 25 * 60 * 60_000) })
      .where(eq(orders.id, paid.orderId));
    expect(await start(paid.shopper)).toEqual(empty);
  });
});
