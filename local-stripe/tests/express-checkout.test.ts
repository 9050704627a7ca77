import type { Browser, Page } from "@playwright/test";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "../conformance/in-browser";
import { openShop, startShop } from "./shop-page";
import { makePrice, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let browser: Browser | null;
let shop: { url: string; close: () => void };

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  browser = await launch().catch(() => null);
  shop = await startShop(local.url);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  shop.close();
  await local.close();
});

const open = (script: string): Promise<Page> => openShop(browser, shop.url, script);

const buttons = (page: Page) => page.frameLocator('iframe[title="Secure express checkout frame"]');
const sheet = (page: Page) => page.frameLocator('iframe[title="Test wallet"]');
const logOf = (page: Page) => page.locator("#log");
const pay = (page: Page) => sheet(page).getByRole("button", { name: /^Pay/ }).click();

const LISTEN = `
  element.on("ready", ({ availablePaymentMethods }) => note("ready", availablePaymentMethods));
  element.on("cancel", () => note("cancel"));
  element.mount("#element");`;

describe("the Express Checkout Element", () => {
  it("pays an intent, with a wallet on the card", async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    const intent = await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    const page = await open(`
      const elements = stripe.elements({ clientSecret: "${intent.client_secret}" });
      const element = elements.create("expressCheckout", { paymentMethods: { googlePay: "never" } });
      element.on("confirm", async ({ expressPaymentType }) => {
        note("confirm " + expressPaymentType);
        const result = await stripe.confirmPayment({ elements, redirect: "if_required", confirmParams: {} });
        note(result.error ? "refused" : result.paymentIntent.status);
      });${LISTEN}`);
    await logOf(page).getByText('"applePay":true,"googlePay":false').waitFor();
    await buttons(page).getByRole("button", { name: "Pay with Apple Pay" }).click();
    await sheet(page).getByRole("button", { name: "Cancel" }).click();
    await logOf(page).getByText("cancel").waitFor();
    await buttons(page).getByRole("button", { name: "Pay with Apple Pay" }).click();
    await sheet(page).getByLabel("Card").selectOption("4000000000000002");
    await pay(page);
    await sheet(page).getByRole("alert").waitFor();
    await logOf(page).getByText("refused").waitFor();
    await sheet(page).getByLabel("Card").selectOption("4242424242424242");
    await pay(page);
    await logOf(page).getByText("succeeded").waitFor();
    const paid = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ["payment_method", "latest_charge"],
    });
    expect(paid).toMatchObject({
      status: "succeeded",
      payment_method: { card: { wallet: { type: "apple_pay" } }, billing_details: { name: "Ada Example" } },
      latest_charge: { payment_method_details: { card: { wallet: { type: "apple_pay" } } } },
    });
    await page.close();
  }, 40_000);

  it("asks for delivery, lets the shop price it, and makes a ConfirmationToken", async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    const page = await open(`
      const elements = stripe.elements({ mode: "payment", amount: 1000, currency: "usd" });
      const element = elements.create("expressCheckout");
      const rates = [{ id: "slow", amount: 0, displayName: "Slow" }, { id: "fast", amount: 900, displayName: "Fast" }];
      element.on("click", ({ resolve }) => { note("click"); resolve({ shippingAddressRequired: true, allowedShippingCountries: ["DE", "FR"], shippingRates: rates, lineItems: [{ name: "Mug", amount: 1000 }], emailRequired: true }); });
      element.on("shippingaddresschange", ({ address, resolve, reject }) => { note("to-" + address.country); if (address.country === "FR") reject(); else resolve({ shippingRates: rates }); });
      element.on("shippingratechange", async ({ shippingRate, resolve }) => { note("rate-" + shippingRate.id); await elements.update({ amount: 1000 + shippingRate.amount }); resolve({ lineItems: [{ name: "Mug", amount: 1000 }, { name: "Delivery", amount: shippingRate.amount }] }); });
      element.on("confirm", async ({ shippingAddress, shippingRate }) => {
        note("confirm", [shippingAddress.address.country, shippingRate.id]);
        const { error } = await elements.submit();
        const result = await stripe.createConfirmationToken({ elements });
        note(error || result.error ? "refused" : result.confirmationToken.id);
      });${LISTEN}`);
    await buttons(page).getByRole("button", { name: "Pay with Google Pay" }).click();
    await logOf(page).getByText("to-DE").waitFor();
    await sheet(page).getByLabel("Name and address").selectOption({ label: "Chloé Exemple, Paris, FR" });
    await sheet(page).getByText("There is no delivery to this address").waitFor();
    await sheet(page).getByLabel("Name and address").selectOption({ label: "Bruno Beispiel, Berlin, DE" });
    await sheet(page).getByLabel("Delivery").selectOption("fast");
    await sheet(page).getByRole("button", { name: "Pay $19.00" }).click();
    await logOf(page).getByText("ctoken_").waitFor();
    const text = (await logOf(page).textContent()) ?? "";
    expect(text).toContain("click to-DE to-FR to-DE rate-fast confirm");
    const token = await stripe.confirmationTokens.retrieve(/ctoken_\w+/.exec(text)?.[0] ?? "");
    expect(token.shipping?.address.country).toBe("DE");
    const intent = await stripe.paymentIntents.create({
      amount: 1_900,
      currency: "usd",
      confirm: true,
      confirmation_token: token.id,
      return_url: "https://shop.test/done",
    });
    expect([intent.status, intent.shipping?.name]).toEqual(["succeeded", "Bruno Beispiel"]);
    await page.close();
  }, 40_000);

  it("shows no sheet when the shop takes too long or says no", async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    const page = await open(`
      const elements = stripe.elements({ mode: "payment", amount: 1000, currency: "usd" });
      const element = elements.create("expressCheckout");
      element.on("click", ({ reject }) => { note("click"); reject(); });${LISTEN}`);
    await buttons(page).getByRole("button", { name: "Pay with Google Pay" }).click();
    await logOf(page).getByText("click").waitFor();
    expect(await page.locator('iframe[title="Test wallet"]').count()).toBe(0);
    await page.close();
  }, 40_000);

  it("pays a Checkout Session, with its own delivery", async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    const price = await makePrice(stripe);
    const rate = (display_name: string, amount: number) => ({
      shipping_rate_data: {
        display_name,
        type: "fixed_amount" as const,
        fixed_amount: { amount, currency: "eur" },
      },
    });
    const session = await stripe.checkout.sessions.create({
      ui_mode: "elements",
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      return_url: "http://localhost:3000/return",
      shipping_address_collection: { allowed_countries: ["FR", "DE"] },
      shipping_options: [rate("Slow", 500), rate("Fast", 1_500)],
    });
    const page = await open(`
      const checkout = stripe.initCheckoutElementsSdk({ clientSecret: "${session.client_secret}" });
      const element = checkout.createExpressCheckoutElement({});
      element.on("confirm", async (event) => {
        note("confirm");
        const { actions } = await checkout.loadActions();
        const result = await actions.confirm({ expressCheckoutConfirmEvent: event, redirect: "if_required" });
        note(result.type === "success" ? "paid" : "refused", result.error);
      });${LISTEN}`);
    await buttons(page).getByRole("button", { name: "Pay with Apple Pay" }).click();
    await sheet(page).getByLabel("Delivery").selectOption({ label: "Fast · €15.00" });
    await sheet(page).getByRole("button", { name: "Pay €40.00" }).click();
    await logOf(page).getByText("paid").waitFor();
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.payment_method"],
    });
    expect(done).toMatchObject({
      status: "complete",
      amount_total: 4_000,
      customer_details: { email: "bruno@example.com", name: "Bruno Beispiel" },
      collected_information: { shipping_details: { address: { country: "DE" } } },
      payment_intent: { payment_method: { card: { wallet: { type: "apple_pay" } } } },
    });
    await page.close();
  }, 40_000);
});
