import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { newCustomerId } from "@/lib/base/ids";
import { addPaymentMethod } from "@/lib/customers/add-payment-method.server";
import {
  listPaymentMethods,
  makeDefaultMethod,
  readSetup,
  removePaymentMethod,
} from "@/lib/customers/payment-methods.server";
import { customers } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setupToken } from "@/tests/support/setup-token";

const { db } = await testDatabase();
const { stripe, url, control, callsOf, answerBank } = await testStripe();

let shopper: Customer;

/** As the next request finds them. */
async function read({ id }: Customer): Promise<Customer> {
  const [row] = await db.select().from(customers).where(eq(customers.id, id));
  if (!row) throw new Error(`no account ${id}`);
  return { ...row, name: row.name || null, givenTier: row.tier };
}

async function newShopper(): Promise<Customer> {
  const id = newCustomerId();
  const email = `${id}@example.com`;
  await db.insert(customers).values({ id, email, name: "Ada Lovelace", emailVerified: true });
  return { id, email, name: "Ada Lovelace", givenTier: null, stripeCustomerId: null };
}

const add = async (customer: Customer, wish: Parameters<typeof setupToken>[1] = {}) =>
  addPaymentMethod(await read(customer), await setupToken(url, wish), "en");

async function methodsOf(customer: Customer) {
  const saved = await listPaymentMethods(await read(customer));
  if (!saved.ok) throw new Error(saved.code);
  return saved.methods;
}

/** Adds a card and gives its id. */
async function cardOf(customer: Customer, number = "4242424242424242"): Promise<string> {
  const before = new Set((await methodsOf(customer)).map(({ id }) => id));
  expect(await add(customer, { number })).toMatchObject({ ok: true, status: "succeeded" });
  const card = (await methodsOf(customer)).find(({ id }) => !before.has(id));
  if (!card) throw new Error("no new card");
  return card.id;
}

beforeEach(async () => {
  shopper = await newShopper();
});

describe("a saved payment method", () => {
  it("is added without a purchase, for its account, to be shown everywhere", async () => {
    const calls = await callsOf(async () => {
      expect(await addPaymentMethod(shopper, await setupToken(url), "fr")).toMatchObject({ ok: true });
    });
    expect(calls.filter((call) => !call.startsWith("POST /v1/confirmation_tokens"))).toEqual([
      "POST /v1/customers",
      "POST /v1/setup_intents",
    ]);
    const { stripeCustomerId } = await read(shopper);
    const { data: intents } = await stripe.setupIntents.list({ customer: stripeCustomerId ?? "" });
    expect(intents).toMatchObject([
      { status: "succeeded", usage: "on_session", metadata: { customer_id: shopper.id } },
    ]);
    const { data } = await stripe.customers.listPaymentMethods(stripeCustomerId ?? "");
    expect(data).toMatchObject([
      { allow_redisplay: "always", billing_details: { name: "Ada Lovelace", email: "ada@example.com" } },
    ]);
    expect(await methodsOf(shopper)).toEqual([
      {
        id: data[0]?.id,
        type: "card",
        brand: "Visa",
        last4: "4242",
        expires: { month: 12, year: 2034 },
        hasExpired: false,
        isDefault: false,
      },
    ]);
  });

  it("costs no call to Stripe while there is none", async () => {
    const calls = await callsOf(async () => {
      expect(await listPaymentMethods(shopper)).toEqual({ ok: true, methods: [] });
      expect(await removePaymentMethod(shopper, "pm_1")).toEqual({ ok: false, code: "not_found" });
    });
    expect(calls).toEqual([]);
  });

  it("is saved once, however often its token is sent", async () => {
    const token = await setupToken(url);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => addPaymentMethod(shopper, token, "en")),
    );
    for (const result of results) expect(result).toMatchObject({ ok: true, status: "succeeded" });
    expect(await addPaymentMethod(await read(shopper), token, "en")).toMatchObject({ ok: true });
    expect(await methodsOf(shopper)).toHaveLength(1);
  });

  it("is saved once when Stripe's answer is lost and the page asks again", async () => {
    const token = await setupToken(url);
    await control("/faults", { path: "/v1/setup_intents", method: "POST", times: 3, kind: "cut_after" });
    expect(await addPaymentMethod(shopper, token, "en")).toEqual({ ok: false, code: "stripe_unavailable" });
    expect(await addPaymentMethod(await read(shopper), token, "en")).toMatchObject({ ok: true });
    expect(await methodsOf(shopper)).toHaveLength(1);
  });

  it("waits for the shopper's bank, and is saved once the bank agreed", async () => {
    const added = await add(shopper, { number: "4000002760003184" });
    expect(added).toMatchObject({ ok: true, status: "requires_action" });
    expect(await methodsOf(shopper)).toEqual([]);
    const { stripeCustomerId } = await read(shopper);
    const { data } = await stripe.setupIntents.list({ customer: stripeCustomerId ?? "" });
    const [intent] = data;
    if (!intent) throw new Error("no SetupIntent");
    expect(added).toMatchObject({ clientSecret: intent.client_secret });
    await answerBank(intent, "authorize");
    expect(await methodsOf(shopper)).toMatchObject([{ last4: "3184" }]);
    expect(await readSetup(await read(shopper), intent.id)).toBe("saved");
    const stranger = await newShopper();
    await cardOf(stranger);
    expect(await readSetup(await read(stranger), intent.id)).toBeNull();
  });

  it.each([
    ["4000000000000002", "declined"],
    ["4000000000009995", "insufficient_funds"],
    ["4000000000009987", "declined"],
    ["4000000000000069", "expired_card"],
    ["4000000000000127", "incorrect_cvc"],
    ["4000000000000119", "processing_error"],
  ])("is refused by the bank of %s as %s, and another one can be added", async (number, reason) => {
    expect(await add(shopper, { number })).toEqual({ ok: false, code: "card_declined", reason });
    await cardOf(shopper);
    expect(await methodsOf(shopper)).toHaveLength(1);
  });

  it("is refused when the page asked its shopper for another use", async () => {
    expect(await add(shopper, { usage: "off_session" })).toEqual({ ok: false, code: "token_mismatched" });
    expect(await methodsOf(shopper)).toEqual([]);
  });

  it("is refused when its shopper waited too long, and can be entered again", async () => {
    const token = await setupToken(url);
    await control("/clock", { advance_seconds: 43_300 });
    const result = await addPaymentMethod(shopper, token, "en");
    await control("/clock", { now: Math.floor(Date.now() / 1000) });
    expect(result).toEqual({ ok: false, code: "token_expired" });
    await cardOf(shopper);
  });

  it("is refused when its token was used for another account, or does not exist", async () => {
    const token = await setupToken(url);
    expect(await addPaymentMethod(await newShopper(), token, "en")).toMatchObject({ ok: true });
    expect(await addPaymentMethod(shopper, token, "en")).toEqual({ ok: false, code: "token_used" });
    const madeUp = await addPaymentMethod(await read(shopper), "ctoken_1MadeUp", "en");
    expect(madeUp).toEqual({ ok: false, code: "token_mismatched" });
    expect(await methodsOf(shopper)).toEqual([]);
  });

  it("becomes the default, and comes first", async () => {
    const first = await cardOf(shopper);
    await cardOf(shopper, "5555555555554444");
    expect(await makeDefaultMethod(await read(shopper), first)).toEqual({ ok: true });
    expect(await methodsOf(shopper)).toMatchObject([
      { id: first, isDefault: true },
      { brand: "Mastercard", isDefault: false },
    ]);
  });

  it("is removed, also as the default, and can't be removed twice", async () => {
    const card = await cardOf(shopper);
    await makeDefaultMethod(await read(shopper), card);
    expect(await removePaymentMethod(await read(shopper), card)).toEqual({ ok: true });
    expect(await methodsOf(shopper)).toEqual([]);
    expect(await removePaymentMethod(await read(shopper), card)).toEqual({ ok: false, code: "not_found" });
  });

  it("is shown as expired", async () => {
    const card = await cardOf(shopper);
    await stripe.paymentMethods.update(card, { card: { exp_month: 1, exp_year: 2024 } });
    expect(await methodsOf(shopper)).toMatchObject([{ hasExpired: true, expires: { month: 1, year: 2024 } }]);
  });
});

describe("somebody else's payment method", () => {
  it("gets the answer for a missing one, and does not change", async () => {
    const theirs = await cardOf(await newShopper());
    await cardOf(shopper);
    const me = await read(shopper);
    expect(await removePaymentMethod(me, theirs)).toEqual({ ok: false, code: "not_found" });
    expect(await makeDefaultMethod(me, theirs)).toEqual({ ok: false, code: "not_found" });
    expect(await removePaymentMethod(me, "../customers/x")).toEqual({ ok: false, code: "not_found" });
    expect((await stripe.paymentMethods.retrieve(theirs)).customer).not.toBeNull();
    expect(await methodsOf(shopper)).toHaveLength(1);
  });

  it("can't be taken over by a token that names it", async () => {
    const theirs = await cardOf(await newShopper());
    const token = setupToken(url, { savedMethod: theirs });
    await expect(token).rejects.toThrow();
  });
});

describe("while Stripe is down", () => {
  it("the list says so, nothing changes, and everything is there afterwards", async () => {
    const card = await cardOf(shopper);
    const me = await read(shopper);
    await control("/faults", { times: 100, kind: "500" });
    expect(await listPaymentMethods(me)).toEqual({ ok: false, code: "stripe_unavailable" });
    expect(await removePaymentMethod(me, card)).toEqual({ ok: false, code: "stripe_unavailable" });
    await fetch(`${url}/_local/faults`, { method: "DELETE" });
    expect(await methodsOf(shopper)).toMatchObject([{ id: card }]);
  });
});

it("a customer who was deleted at Stripe has no cards, and gets new ones with a new customer", async () => {
  await cardOf(shopper);
  const before = await read(shopper);
  await stripe.customers.del(before.stripeCustomerId ?? "");
  expect(await methodsOf(shopper)).toEqual([]);
  await cardOf(shopper);
  expect((await read(shopper)).stripeCustomerId).not.toBe(before.stripeCustomerId);
});
