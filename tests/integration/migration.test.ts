import { readdir, readFile } from "node:fs/promises";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { payByConfirmationToken } from "@/tests/examples/by-confirmation-token";
import { payByPaymentMethod } from "@/tests/examples/by-payment-method";
import type { ExampleOrder } from "@/tests/examples/order";
import { testStripe } from "@/tests/support/local-stripe";

const { stripe, url } = await testStripe();

const order: ExampleOrder = {
  amount: 1099,
  currency: "eur",
  shipping: {
    name: "Jenny Rosen",
    address: {
      line1: "1 rue de la Paix",
      line2: "Escalier B",
      city: "Paris",
      state: "Île-de-France",
      postal_code: "75002",
      country: "FR",
    },
  },
  returnUrl: "https://shop.test/order/123/complete",
};

const ACCEPTANCE = { ip: "203.0.113.7", userAgent: "Mozilla/5.0" };
const billing_details = { name: "Jenny Rosen", email: "jenny@example.com" };
const card = (number: string) => ({
  type: "card",
  card: { number, exp_month: 12, exp_year: 2034, cvc: "123" },
  billing_details,
});

const METHODS = {
  "a card": card("4242424242424242"),
  "a card whose bank asks": card("4000002760003184"),
  "a direct debit": { type: "sepa_debit", sepa_debit: { iban: "AT611904300234573201" }, billing_details },
  "a bank's own page": { type: "ideal", billing_details },
};

/** Sends what the Payment Element does. */
async function inBrowser(path: string, body: object): Promise<string> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_tests" },
    body: JSON.stringify(body),
  });
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

const paymentMethod = (data: object) => inBrowser("/v1/payment_methods", data);

const confirmationToken = (data: object) =>
  inBrowser("/v1/confirmation_tokens", {
    payment_method_data: data,
    shipping: order.shipping,
    return_url: order.returnUrl,
    mandate_data: {
      customer_acceptance: { type: "online", online: { user_agent: ACCEPTANCE.userAgent } },
    },
    client_context: { mode: "payment", amount: order.amount, currency: order.currency },
  });

const RANDOM = ["created", "client_secret", "server_transaction_id", "authorization_code"];

/** The whole of a PaymentIntent, apart from ids, times and secrets. */
async function paymentOf({ id }: { id: string }): Promise<unknown> {
  const intent = await stripe.paymentIntents.retrieve(id, { expand: ["payment_method", "latest_charge"] });
  return JSON.parse(JSON.stringify(intent), (key, value) => {
    if (RANDOM.includes(key)) return undefined;
    return typeof value === "string" ? value.replaceAll(/[A-Za-z0-9]{14,}/g, "…") : value;
  });
}

const failure = (paying: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  paying.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error) => (error instanceof Stripe.errors.StripeError ? error : Promise.reject(error)),
  );

describe("the older way and a ConfirmationToken", () => {
  it.each(Object.entries(METHODS))("make equal PaymentIntents of %s", async (_name, data) => {
    const older = await payByPaymentMethod(stripe, order, {
      paymentMethodId: await paymentMethod(data),
      ...ACCEPTANCE,
    });
    const newer = await payByConfirmationToken(stripe, order, await confirmationToken(data));
    expect(newer.id).not.toBe(older.id);
    const paid = await paymentOf(newer);
    expect(paid).toEqual(await paymentOf(older));
    expect(paid).toMatchObject({
      amount: 1099,
      shipping: { name: "Jenny Rosen", address: { postal_code: "75002" } },
      payment_method: { type: data.type },
    });
  });

  it("are declined in the same way", async () => {
    const data = card("4000000000009995");
    const older = await failure(
      payByPaymentMethod(stripe, order, { paymentMethodId: await paymentMethod(data), ...ACCEPTANCE }),
    );
    const newer = await failure(payByConfirmationToken(stripe, order, await confirmationToken(data)));
    expect([newer.code, newer.decline_code, newer.message]).toEqual([
      older.code,
      older.decline_code,
      older.message,
    ]);
    const [one, other] = [older.payment_intent, newer.payment_intent];
    if (!one || !other) throw new Error("a decline comes with its intent");
    expect(await paymentOf(other)).toEqual(await paymentOf(one));
  });
});

it("need the shopper's agreement for a direct debit, which only a token contains", async () => {
  const data = METHODS["a direct debit"];
  const without = stripe.paymentIntents.create({
    confirm: true,
    amount: order.amount,
    currency: order.currency,
    payment_method: await paymentMethod(data),
    return_url: order.returnUrl,
  });
  expect(await failure(without)).toMatchObject({ code: "parameter_missing", param: "mandate_data" });
  const { status } = await payByConfirmationToken(stripe, order, await confirmationToken(data));
  expect(status).toBe("processing");
});

describe("a value set on the intent", () => {
  const ideal = { ...METHODS["a bank's own page"] };

  it("overrides the token's shipping and return address", async () => {
    const elsewhere = {
      name: "The neighbour",
      address: { line1: "2 rue Monge", city: "Dijon", postal_code: "21000", country: "FR" },
    };
    const intent = await stripe.paymentIntents.create({
      confirm: true,
      amount: order.amount,
      currency: order.currency,
      confirmation_token: await confirmationToken(ideal),
      shipping: elsewhere,
      return_url: "https://shop.test/elsewhere",
    });
    expect(intent.shipping).toMatchObject(elsewhere);
    expect(intent.next_action?.redirect_to_url?.return_url).toBe("https://shop.test/elsewhere");
  });

  it("leaves other values to the token", async () => {
    const token = await confirmationToken(ideal);
    const intent = await payByConfirmationToken(stripe, order, token);
    expect(intent.shipping).toMatchObject(order.shipping);
    expect(intent.next_action?.redirect_to_url?.return_url).toBe(order.returnUrl);
    // The token itself stays what the shopper's browser made.
    expect(await stripe.confirmationTokens.retrieve(token)).toMatchObject({
      payment_intent: intent.id,
      shipping: order.shipping,
      return_url: order.returnUrl,
    });
  });
});

it("docs/migrating-to-confirmation-tokens.md shows the code that is tested here", async () => {
  const guide = await readFile("docs/migrating-to-confirmation-tokens.md", "utf8");
  const names = await readdir("tests/examples");
  const code = (await Promise.all(names.map((name) => readFile(`tests/examples/${name}`, "utf8")))).join(
    "\n",
  );
  const blocks = Array.from(guide.matchAll(/```ts\n([\s\S]*?)```/g), ([, block]) => block ?? "");
  expect(blocks.length).toBeGreaterThanOrEqual(4);
  for (const block of blocks) expect(code).toContain(block);
});
