import { expect, type Page } from "@playwright/test";
import Stripe from "stripe";
import { test } from "../../src/playwright";
import { testActions } from "../../src/testing/test-actions";
import { meetAt } from "./barriers";
import { type Merchant, openShop } from "./merchant";
import { WORKERS } from "./worker-count";

const DAY = 86_400;
const CARD = { number: "4242424242424242", expiry: "12 / 34", cvc: "123" };

for (const index of Array.from({ length: WORKERS }, (_, at) => at)) {
  const [name, pays] =
    index % 2 === 0
      ? (["the Payment Element", payByElement] as const)
      : (["the hosted page", payHosted] as const);

  test(`account ${index} pays by ${name} and sees only its own`, async ({ page, localStripeUrl }) => {
    const own = testActions(localStripeUrl, `sk_test_sidebyside${index}`);
    const stripe = new Stripe(own.key, { ...own.clientOptions, maxNetworkRetries: 0, telemetry: false });
    const shop = await openShop(localStripeUrl, `pk_test_sidebyside${index}`);
    const endpoint = await stripe.webhookEndpoints.create({
      url: `${shop.url}/webhook`,
      enabled_events: ["*"],
    });
    shop.secret = endpoint.secret ?? "";
    const amount = 1000 + index;
    // Each is on another day, and has one call that fails in its own way.
    await own.advance({ days: index + 1 });
    const kind = index % 3 === 0 ? "429" : "500";
    await own.fail({ kind, path: "/v1/customers", method: "POST", times: 1 });
    await meetAt("ready");

    const refused = await stripe.customers.create({}).catch((error: unknown) => error);
    expect(refused).toMatchObject({ statusCode: Number(kind) });
    const customer = await stripe.customers.create({ name: `Shopper ${index}` });
    const wallClock = Date.now() / 1000;
    expect((customer.created - wallClock) / DAY).toBeCloseTo(index + 1, 1);

    const intent = await pays({ page, stripe, shop, amount, customer: customer.id });
    await meetAt("paid");

    const paid = await stripe.paymentIntents.retrieve(intent);
    expect(paid).toMatchObject({ status: "succeeded", amount, customer: customer.id });
    // Lists hold what this account did, of ten that did the same.
    expect((await stripe.charges.list()).data.map((charge) => charge.amount)).toEqual([amount]);
    expect((await stripe.paymentIntents.list()).data.map(({ id }) => id)).toEqual([intent]);
    expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
    expect((await stripe.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([endpoint.id]);
    expect(await own.control("GET", "faults")).toEqual({ faults: [] });

    // The webhook heard exactly what is listed, each once, and nothing that another's secret signs.
    const listed = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    expect(listed.map(({ type }) => type)).toContain("payment_intent.succeeded");
    await expect.poll(() => idsOf(shop.received)).toEqual(idsOf(listed));
    expect(shop.foreign).toEqual([]);
    const amounts = shop.received.flatMap(({ data }) =>
      "amount" in data.object ? [data.object.amount] : [],
    );
    expect(new Set(amounts)).toEqual(new Set([amount]));

    // The next account's keys open nothing of this one.
    const neighbour = (index + 1) % WORKERS;
    const theirs = new Stripe(`sk_test_sidebyside${neighbour}`, { ...own.clientOptions, telemetry: false });
    await expect(theirs.paymentIntents.retrieve(intent)).rejects.toMatchObject({ statusCode: 404 });
    const query = `client_secret=${paid.client_secret}&key=pk_test_sidebyside${neighbour}`;
    expect((await fetch(`${localStripeUrl}/v1/payment_intents/${intent}?${query}`)).status).toBe(404);
    await meetAt("seen");
    await shop.close();
  });
}

type Purchase = { page: Page; stripe: Stripe; shop: Merchant; amount: number; customer: string };

/** @returns the PaymentIntent's id */
async function payByElement({ page, stripe, shop, amount, customer }: Purchase): Promise<string> {
  const intent = await stripe.paymentIntents.create({
    ...{ amount, customer },
    currency: "eur",
    allowed_payment_method_types: ["card"],
  });
  await page.goto(`${shop.url}/?secret=${intent.client_secret}`);
  const form = page.frameLocator('iframe[title="Secure payment input frame"]').first();
  for (const [name, text] of Object.entries(CARD))
    await form.locator(`input[name="${name}"]`).pressSequentially(text);
  // Where no postal code is asked for.
  await form.locator('[name="country"]').selectOption("FR");
  await meetAt("filled");
  await page.getByRole("button", { name: "Pay" }).click();
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  return intent.id;
}

async function payHosted({ page, stripe, shop, amount, customer }: Purchase): Promise<string> {
  const session = await stripe.checkout.sessions.create({
    customer,
    mode: "payment",
    success_url: `${shop.url}/paid`,
    allowed_payment_method_types: ["card"],
    line_items: [
      { quantity: 1, price_data: { currency: "eur", unit_amount: amount, product_data: { name: "Mug" } } },
    ],
  });
  await page.goto(session.url ?? "");
  await page.locator("#email").fill("ada@example.com");
  await page.locator("#cardNumber").pressSequentially(CARD.number);
  await page.locator("#cardExpiry").pressSequentially(CARD.expiry);
  await page.locator("#cardCvc").pressSequentially(CARD.cvc);
  await page.locator("#billingName").fill("Ada Lovelace");
  await page.locator("#billingCountry").selectOption("FR");
  await meetAt("filled");
  await page.getByTestId("hosted-payment-submit-button").click();
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
  return typeof intent === "string" ? intent : (intent?.id ?? "");
}

const idsOf = (events: readonly Stripe.Event[]): string[] => events.map(({ id }) => id).sort();
