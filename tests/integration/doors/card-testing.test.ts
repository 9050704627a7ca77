import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as startElements } from "@/app/api/checkout/elements/route";
import { POST as confirm } from "@/app/api/checkout/payment/confirm/route";
import { POST as startPayment } from "@/app/api/checkout/payment/route";
import type { OrderId } from "@/lib/base/ids";
import { orders, rateLimits } from "@/lib/db/schema";
import { BOUNDS } from "@/lib/limits/bounds";
import { countOnce, limitsOf, type Requester } from "@/lib/limits/count.server";
import { cardRange } from "@/lib/payments/card-range";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { avoidWindowEnd } from "@/tests/support/limit-window";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { type Answer, visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const { stripe, url, payByCard, eventsOf } = await testStripe();
const { token } = paymentShop(db, url);
beforeAll(() => avoidWindowEnd());
beforeEach(() => db.delete(rateLimits));

const MASTERCARD = "5555555555554444";
/** Its bank can ask the cardholder, and does where the store wants it. */
const BANK_CAN_ASK = "4000000000003055";
const most = BOUNDS.declinedPayment;

/** Whether the bank of a payment's card was to ask. */
async function wasAsked({ body }: Answer): Promise<boolean> {
  const intent = await stripe.paymentIntents.retrieve(String(body.paymentIntentId));
  return intent.payment_method_options?.card?.request_three_d_secure === "challenge";
}

async function shopperAt(address: string) {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  return visitor(address, { cartId: await cartWith(db, [[mug, 2]]) });
}

/** A new cart's checkout, which is paid with a card and this e-mail address. */
async function checkoutAt(address: string) {
  const is = await shopperAt(address);
  const { body, status } = await is.posts(startPayment, {});
  if (status !== 200) throw new Error(`not started: ${JSON.stringify(body)}`);
  const orderId = String(body.orderId);
  return {
    orderId,
    pays: async (number: string, email: string) =>
      is.posts(confirm, {
        orderId,
        email,
        confirmationTokenId: await token({ number, amount: Number(body.amount), email }),
      }),
  };
}

/** So many payments were declined already, somewhere else. */
async function wereDeclined(
  times: number,
  asker: Omit<Requester, "from"> & Partial<Pick<Requester, "from">>,
) {
  const limits = limitsOf("declinedPayment", { from: null, ...asker });
  expect(limits).toHaveLength(1);
  for (let time = 0; time < times; time += 1) {
    await countOnce(`earlier_${time}_${limits[0]?.key}`, limits, new Date());
  }
}

async function sourceOf(orderId: string) {
  const [order] = await db
    .select()
    .from(orders)
    .where(eq(orders.id, orderId as OrderId));
  const { openedFrom, openedFromNetwork } = order ?? {};
  if (!openedFrom || !openedFromNetwork) throw new Error("the order is from nowhere");
  return { address: openedFrom, network: openedFromNetwork };
}

describe("a shopper among others", () => {
  it("pays without the bank being asked", async () => {
    const { pays } = await checkoutAt("203.0.113.7");
    expect((await pays(BANK_CAN_ASK, "ada@example.com")).body.status).toBe("succeeded");
  });
});

describe("after many declined payments the bank is asked about the next card", () => {
  it.each(["address", "network"] as const)("from one %s", async (scope) => {
    const before = await checkoutAt("203.0.113.7");
    const from = await sourceOf(before.orderId);
    const other = { ...from, [scope === "address" ? "network" : "address"]: "elsewhere" };
    const bound = most[scope];
    const limits = limitsOf("declinedPayment", { from: other }).filter(({ key }) =>
      key.includes(`:${scope}:`),
    );
    for (let time = 0; time < (bound.bankFrom ?? 0); time += 1) {
      await countOnce(`earlier_${time}`, limits, new Date());
    }
    expect(await wasAsked(await before.pays(CARDS.success, "ada@example.com"))).toBe(true);
    const stranger = await checkoutAt("198.51.100.1");
    expect(await wasAsked(await stranger.pays(CARDS.success, "bea@example.com"))).toBe(false);
  });

  it("with one e-mail address, from wherever", async () => {
    await wereDeclined(most.mailbox.bankFrom ?? 0, { mailbox: "ada@example.com" });
    const hers = await checkoutAt("203.0.113.7");
    expect((await hers.pays(BANK_CAN_ASK, "Ada@example.com")).body.status).toBe("requires_action");
    const his = await checkoutAt("203.0.113.7");
    expect(await wasAsked(await his.pays(CARDS.success, "bob@example.com"))).toBe(false);
  });

  it("of one range, whoever pays, on the store's own form; cards of another range are let through", async () => {
    const visa = cardRange({ brand: "visa", country: "US", funding: "credit" });
    await wereDeclined((most.cards.bankFrom ?? 0) - 1, { cards: visa });
    const last = await checkoutAt("203.0.113.7");
    expect((await last.pays(CARDS.declined, "ada@example.com")).status).toBe(402);
    const next = await checkoutAt("198.51.100.1");
    expect(await wasAsked(await next.pays(CARDS.success, "bea@example.com"))).toBe(true);
    const other = await checkoutAt("198.51.100.2");
    expect(await wasAsked(await other.pays(MASTERCARD, "cyd@example.com"))).toBe(false);
  });

  it("of one range, on Stripe's form, where the card is not known before", async () => {
    const before = await (await shopperAt("203.0.113.7")).posts(startElements, {});
    const visa = cardRange({ brand: "visa", country: "US", funding: "credit" });
    await wereDeclined((most.cards.bankFrom ?? 0) - 1, { cards: visa });
    await payByCard(String(before.body.clientSecret), CARDS.declined);
    for (const event of await eventsOf(String(before.body.orderId))) await receiveEvent(event);
    const after = await (await shopperAt("198.51.100.1")).posts(startElements, {});
    const optionsOf = async ({ sessionId }: Record<string, unknown>) =>
      (await stripe.checkout.sessions.retrieve(String(sessionId))).payment_method_options?.card;
    expect(await optionsOf(before.body)).not.toMatchObject({ request_three_d_secure: "challenge" });
    expect(await optionsOf(after.body)).toMatchObject({ request_three_d_secure: "challenge" });
  });
});

describe("far too many declined payments", () => {
  it("with one e-mail address stop it, with Retry-After, and no other one", async () => {
    await wereDeclined(most.mailbox.max, { mailbox: "ada@example.com" });
    const hers = await checkoutAt("203.0.113.7");
    const refused = await hers.pays(CARDS.success, "ada@example.com");
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({ code: "rate_limited", limit: "declinedPayment" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const his = await checkoutAt("203.0.113.7");
    expect(await wasAsked(await his.pays(CARDS.success, "bob@example.com"))).toBe(false);
  });

  it("count for the e-mail address that the card was declined with", async () => {
    await wereDeclined(most.mailbox.max - 1, { mailbox: "ada@example.com" });
    await db.update(rateLimits).set({ count: (most.mailbox.bankFrom ?? 1) - 1 });
    const { pays } = await checkoutAt("203.0.113.7");
    expect((await pays(CARDS.declined, "ada@example.com")).status).toBe(402);
    const next = await checkoutAt("198.51.100.1");
    expect(await wasAsked(await next.pays(CARDS.success, "ada@example.com"))).toBe(true);
  });
});
