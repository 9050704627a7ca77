import { expect } from "@playwright/test";
import type { Application, Shop } from "./application";
import {
  chooseBank,
  fillAccount,
  fillAddress,
  fillCard,
  fillEmail,
  fillIban,
  passChallenge,
  payOnHostedPage,
} from "./shopper";

const ROOT = "accept-a-payment";
const THREE_DS = "4000002500003155";
const DECLINED = "4000000000000002";
const server = (surface: string, fixedPort?: number) => ({
  command: ["node", "server.js"],
  in: `${surface}/server/node`,
  ...(fixedPort && { fixedPort }),
  ready: "/config",
});
const html = async () => ({ STATIC_DIR: "../../client/html" });

async function lastPaymentIs(shop: Shop, status: string): Promise<void> {
  const { data } = await shop.stripe.paymentIntents.list({ limit: 1 });
  expect(data[0]?.status).toBe(status);
}

const messages = (shop: Shop) => shop.page.locator("#messages");

export const paymentElement: Application = {
  name: "stripe-samples/accept-a-payment, payment-element",
  folder: ROOT,
  server: server("payment-element", 4242),
  webhook: "/webhook",
  prepare: html,
  drives: [
    {
      what: "a card in the Payment Element",
      run: async (shop) => {
        await shop.page.goto(shop.url);
        await fillEmail(shop.page);
        await fillCard(shop.page);
        await shop.page.locator("#submit").click();
        await expect(messages(shop)).toContainText("Payment succeeded: pi_");
        await lastPaymentIs(shop, "succeeded");
        await shop.webhookTook("payment_intent.succeeded");
      },
    },
    {
      what: "a declined card, then one with 3D Secure",
      run: async (shop) => {
        await shop.page.goto(shop.url);
        await fillEmail(shop.page);
        await fillCard(shop.page, DECLINED);
        await shop.page.locator("#submit").click();
        await expect(messages(shop)).toContainText("Your card was declined");
        await shop.page.goto(shop.url);
        await fillEmail(shop.page);
        await fillCard(shop.page, THREE_DS);
        await shop.page.locator("#submit").click();
        await passChallenge(shop.page);
        await expect(messages(shop)).toContainText("Payment succeeded: pi_");
        await shop.webhookTook("payment_intent.payment_failed");
      },
    },
  ],
};

export const prebuiltPage: Application = {
  name: "stripe-samples/accept-a-payment, prebuilt-checkout-page",
  folder: ROOT,
  server: { ...server("prebuilt-checkout-page", 4242), ready: "/" },
  webhook: "/webhook",
  prepare: async ({ stripe, url }) => {
    const product = await stripe.products.create({ name: "A photo" });
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 2000 });
    return { ...(await html()), PRICE: price.id, DOMAIN: url };
  },
  drives: [
    {
      what: "the hosted page, paid with a card",
      run: async (shop) => {
        await shop.page.goto(shop.url);
        await shop.page.locator('button[type="submit"], #submit').first().click();
        await payOnHostedPage(shop.page);
        await shop.page.waitForURL(/success\.html\?session_id=cs_test_/);
        await expect(shop.page.locator("pre")).toContainText('"payment_status": "paid"');
        await shop.webhookTook("checkout.session.completed");
      },
    },
    {
      what: "the hosted page, left by its way back",
      run: async (shop) => {
        await shop.page.goto(shop.url);
        await shop.page.locator('button[type="submit"], #submit').first().click();
        await shop.page.waitForURL(/\/c\/pay\/cs_test_/);
        await shop.page.locator('a[href*="canceled.html"]').first().click();
        await shop.page.waitForURL(/canceled\.html/);
      },
    },
  ],
};

const checkoutElements = (client: string): Application["drives"][number] => ({
  what: `${client} client: billing address, card, Adaptive Pricing's currency selector`,
  run: async (shop) => {
    await shop.page.goto(shop.url);
    await fillAddress(shop.page);
    await fillCard(shop.page);
    await shop.page.locator("#submit").click();
    await shop.page.waitForURL(/complete\?session_id=cs_test_/);
    await expect(shop.page.locator("body")).toContainText("Payment succeeded");
    await shop.webhookTook("checkout.session.completed");
  },
});

export const elementsWithSessions: Application = {
  name: "stripe-samples/accept-a-payment, elements-with-checkout-sessions",
  folder: ROOT,
  server: server("elements-with-checkout-sessions"),
  webhook: "/webhook",
  prepare: async ({ url }) => ({ ...(await html()), DOMAIN: url }),
  drives: [checkoutElements("HTML")],
};

/** The pages listen to their button once they have asked their server for the key. */
const opens = (shop: Shop, page: string) =>
  shop.page.goto(`${shop.url}/${page}`, { waitUntil: "networkidle" });

/** Pages with a button and fields that are filled already, but for the bank. */
const redirectPage = (page: string, method: string, bank?: string): Application["drives"][number] => ({
  what: `${page}: ${method}`,
  run: async (shop) => {
    await opens(shop, page);
    if (bank !== undefined) await chooseBank(shop.page, bank);
    await shop.page.locator("form button").first().click();
    await shop.page.locator("#test-source-authorize").click();
    await shop.page.waitForURL(/return\.html/);
    await expect(messages(shop)).toContainText("Payment succeeded: pi_");
  },
});

export const customFlow: Application = {
  name: "stripe-samples/accept-a-payment, custom-payment-flow",
  folder: ROOT,
  server: server("custom-payment-flow", 4242),
  webhook: "/webhook",
  prepare: html,
  drives: [
    {
      what: "card.html: the Card Element with confirmCardPayment",
      run: async (shop) => {
        await shop.page.goto(`${shop.url}/card.html`);
        await fillCard(shop.page);
        await shop.page.locator("#submit").click();
        await expect(messages(shop)).toContainText("Payment succeeded: pi_");
        await shop.webhookTook("payment_intent.succeeded");
      },
    },
    {
      what: "card.html: 3D Secure",
      run: async (shop) => {
        await shop.page.goto(`${shop.url}/card.html`);
        await fillCard(shop.page, THREE_DS);
        await shop.page.locator("#submit").click();
        await passChallenge(shop.page);
        await expect(messages(shop)).toContainText("Payment succeeded: pi_");
      },
    },
    redirectPage("ideal.html", "the iDEAL Bank Element with confirmIdealPayment", "Rabobank"),
    redirectPage("bancontact.html", "confirmBancontactPayment"),
    redirectPage("p24.html", "the P24 Bank Element with confirmP24Payment", "mBank"),
    redirectPage("klarna.html", "confirmKlarnaPayment"),
    {
      what: "sepa-debit.html: the IBAN Element with confirmSepaDebitPayment",
      run: async (shop) => {
        await opens(shop, "sepa-debit.html");
        await fillIban(shop.page);
        await shop.page.locator("form button").first().click();
        await expect(messages(shop)).toContainText("Payment processing: pi_");
      },
    },
    {
      what: "acss.html: confirmAcssDebitPayment",
      run: async (shop) => {
        await opens(shop, "acss.html");
        await shop.page.locator("form button").first().click();
        await fillAccount(shop.page);
        await expect(messages(shop)).toContainText("Payment processing: pi_");
      },
    },
    {
      what: "boleto.html: confirmBoletoPayment",
      run: async (shop) => {
        await opens(shop, "boleto.html");
        await shop.page.locator("form button").first().click();
        await expect(messages(shop)).toContainText("pi_");
        await lastPaymentIs(shop, "requires_action");
      },
    },
  ],
};
