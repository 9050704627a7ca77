import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "../conformance/in-browser";
import { makePlan } from "./starters";
import { type Started, startStripe } from "./support";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESKTOP: BrowserContextOptions = { viewport: { width: 1_200, height: 900 }, locale: "en-GB" };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 800 },
  locale: "de-DE",
  colorScheme: "dark",
  isMobile: true,
  hasTouch: true,
};

let local: Started;
let stripe: Stripe;
let browser: Browser | null;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  browser = await launch().catch(() => null);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await local.close();
});

/** A page as a visitor opens it; what a test leaves is looked at for barriers and for a width that does not fit. */
async function visit(url: string, look: BrowserContextOptions = DESKTOP): Promise<Page> {
  if (!browser) throw new Error("no browser");
  const page = await browser.newPage({ ...look, bypassCSP: true });
  page.setDefaultTimeout(8_000);
  await page.goto(url);
  return page;
}

async function expectNoBarriers(page: Page, name: string): Promise<void> {
  const folder = process.env.LOCAL_STRIPE_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  const found = await page.evaluate(`(async () => {
    ${axe};
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
    return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 90)).join(" | "));
  })()`);
  expect(found, name).toEqual([]);
  const tooWide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(tooWide, `${name} is too wide`).toBeLessThanOrEqual(0);
}

const DONE = "https://shop.test/done?session={CHECKOUT_SESSION_ID}";
const PAY_BUTTON = '[data-testid="hosted-payment-submit-button"]';

async function fillIn(page: Page, email: string | null = "ada@example.com") {
  if (email) await page.locator("#email").fill(email);
  await page.locator("#cardNumber").fill("4242 4242 4242 4242");
  await page.locator("#cardExpiry").fill("12 / 40");
  await page.locator("#cardCvc").fill("123");
  await page.locator("#billingName").fill("Ada Example");
  const postal = page.locator("#billingPostalCode");
  if (await postal.isVisible()) await postal.fill("N1 9GU");
}

/** Where the page goes; the shop itself is not there. */
async function leaves(page: Page, act: () => Promise<void>): Promise<URL> {
  await page.context().route("https://shop.test/**", (route) => route.fulfill({ body: "the shop" }));
  await act();
  await page.waitForURL("https://shop.test/**");
  return new URL(page.url());
}

async function paymentPage(extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const price = await stripe.prices.create({
    currency: "eur",
    unit_amount: 2_500,
    product_data: { name: "Stoneware mug" },
  });
  return stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: DONE,
    cancel_url: "https://shop.test/basket",
    allowed_payment_method_types: ["card"],
    ...extra,
  });
}

async function subscribed() {
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  const plan = await makePlan(stripe, "Team", 2_000);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: plan.id }],
  });
  return { customer: customer.id, subscription };
}

const inBrowser = (name: string, test: () => Promise<void>) =>
  it(name, async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    await test();
  }, 40_000);

describe("the hosted page", () => {
  inBrowser("asks for phone, fields and terms, and leads to the shop when it is paid", async () => {
    const session = await paymentPage({
      phone_number_collection: { enabled: true },
      custom_fields: [{ key: "gift", label: { type: "custom", custom: "Gift note" }, type: "text" }],
      consent_collection: { terms_of_service: "required" },
    });
    const page = await visit(session.url ?? "");
    await fillIn(page);
    await page.locator(PAY_BUTTON).click();
    await page.getByRole("alert").first().waitFor();
    await expectNoBarriers(page, "checkout-problems");
    await page.locator("#phoneNumber").fill("+33123456789");
    await page.locator("#gift").fill("Happy birthday");
    await page.locator("#termsOfServiceConsentCheckbox").check();
    const url = await leaves(page, () => page.locator(PAY_BUTTON).click());
    expect(url.searchParams.get("session")).toBe(session.id);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: "paid",
      customer_details: { phone: "+33123456789" },
      custom_fields: [{ text: { value: "Happy birthday" } }],
      consent: { terms_of_service: "accepted" },
    });
    await page.goto(session.url ?? "");
    await page.getByTestId("checkout-complete").or(page.getByTestId("checkout-paid")).first().waitFor();
    await expectNoBarriers(page, "checkout-over");
    await page.close();
  });

  inBrowser("leads back to the shop, on a phone, in German", async () => {
    const session = await paymentPage();
    const page = await visit(session.url ?? "", PHONE);
    await page.locator("#email").waitFor();
    await expectNoBarriers(page, "checkout-phone-de-dark");
    const url = await leaves(page, () => page.getByTestId("business-link").first().click());
    expect(url.pathname).toBe("/basket");
    await page.close();
  });

  inBrowser("keeps a card in mode setup", async () => {
    const { id: customer } = await stripe.customers.create({ email: "ada@example.com" });
    const session = await stripe.checkout.sessions.create({
      mode: "setup",
      currency: "eur",
      customer,
      success_url: DONE,
      allowed_payment_method_types: ["card"],
    });
    const page = await visit(session.url ?? "");
    await page.locator("#cardNumber").waitFor();
    await expectNoBarriers(page, "setup");
    await fillIn(page, null);
    await leaves(page, () => page.locator(PAY_BUTTON).click());
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
    await page.close();
  });

  inBrowser("subscribes, and needs no card for a trial where that is said", async () => {
    const plan = await makePlan(stripe, "Team", 2_000);
    const session = (extra: Partial<Stripe.Checkout.SessionCreateParams>) =>
      stripe.checkout.sessions.create({
        mode: "subscription",
        line_items: [{ price: plan.id, quantity: 1 }],
        success_url: DONE,
        ...extra,
      });
    const paid = await session({});
    const page = await visit(paid.url ?? "");
    await page.locator("#email").waitFor();
    await expectNoBarriers(page, "subscribe");
    await fillIn(page);
    await leaves(page, () => page.locator(PAY_BUTTON).click());
    expect(await stripe.checkout.sessions.retrieve(paid.id, { expand: ["subscription"] })).toMatchObject({
      subscription: { status: "active" },
    });
    const kept = await session({ subscription_data: { trial_period_days: 7 } });
    await page.goto(kept.url ?? "");
    await page.locator("#email").waitFor();
    await fillIn(page);
    await leaves(page, () => page.locator(PAY_BUTTON).click());
    expect(await stripe.checkout.sessions.retrieve(kept.id, { expand: ["subscription"] })).toMatchObject({
      subscription: { status: "trialing", default_payment_method: expect.stringMatching(/^pm_/) },
    });
    const trial = await session({
      payment_method_collection: "if_required",
      subscription_data: { trial_period_days: 7 },
    });
    await page.goto(trial.url ?? "");
    await page.locator("#email").fill("ada@example.com");
    expect(await page.locator("#cardNumber").count()).toBe(0);
    await leaves(page, () => page.locator(PAY_BUTTON).click());
    expect(await stripe.checkout.sessions.retrieve(trial.id, { expand: ["subscription"] })).toMatchObject({
      subscription: { status: "trialing", default_payment_method: null },
    });
    await page.close();
  });
});

describe("a payment link", () => {
  inBrowser("opens the page, and says at the end that it is paid", async () => {
    const price = await stripe.prices.create({
      currency: "eur",
      unit_amount: 900,
      product_data: { name: "Cup" },
    });
    const link = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }] });
    const page = await visit(link.url);
    await page.locator("#email").waitFor();
    const card = page.getByTestId("card-accordion-item-button");
    if (await card.count()) await card.first().click();
    await fillIn(page);
    await page.locator(PAY_BUTTON).click();
    await page.getByTestId("checkout-paid").or(page.getByTestId("checkout-complete")).first().waitFor();
    await expectNoBarriers(page, "link-paid");
    await stripe.paymentLinks.update(link.id, { active: false });
    await page.goto(link.url);
    await expectNoBarriers(page, "link-closed");
    await page.close();
  });
});

describe("the billing portal", () => {
  inBrowser("changes the plan, cancels it with a reason, and takes that back", async () => {
    const { customer, subscription } = await subscribed();
    const big = await makePlan(stripe, "Bigger team", 9_000);
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      business_profile: { headline: "Your plan" },
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price", "quantity"],
          products: [{ product: String(big.product), prices: [big.id] }],
        },
        subscription_cancel: {
          enabled: true,
          cancellation_reason: { enabled: true, options: ["unused", "other"] },
        },
      },
    });
    const { url } = await stripe.billingPortal.sessions.create({
      customer,
      configuration,
      return_url: "https://shop.test/account",
    });
    const page = await visit(url);
    await expectNoBarriers(page, "portal");
    await page.getByTestId("update-link").click();
    await expectNoBarriers(page, "portal-update");
    await page.getByLabel("Quantity").fill("2");
    await page.getByRole("button", { name: "Choose Bigger team" }).click();
    await page.getByText("$180.00 per month").first().waitFor();
    await expectNoBarriers(page, "portal-confirm");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByTestId("cancel-link").click();
    await expectNoBarriers(page, "portal-cancel");
    await page.getByLabel("I don't use it enough").check();
    await page.getByRole("button", { name: "Cancel plan" }).click();
    const cancelled = await stripe.subscriptions.retrieve(subscription.id);
    expect(cancelled).toMatchObject({
      cancel_at_period_end: true,
      cancellation_details: { feedback: "unused" },
      items: { data: [{ price: { id: big.id }, quantity: 2 }] },
    });
    await page.getByRole("button", { name: "Don't cancel plan" }).click();
    await page.getByTestId("cancel-link").waitFor();
    const back = await leaves(page, () => page.getByTestId("return-link").click());
    expect(back.pathname).toBe("/account");
    await page.close();
  });

  inBrowser("puts a card in, makes it the default and removes the other, on a phone", async () => {
    const { customer } = await subscribed();
    const { url } = await stripe.billingPortal.sessions.create({ customer });
    const page = await visit(url, PHONE);
    await expectNoBarriers(page, "portal-phone-de-dark");
    await page.getByTestId("add_method").click();
    await page.locator("#email, #cardNumber, [data-testid='card-accordion-item-button']").first().waitFor();
    const card = page.getByTestId("card-accordion-item-button");
    if (await card.count()) await card.first().click();
    await fillIn(page, null);
    await page.locator(PAY_BUTTON).click();
    await page.getByTestId("payment-method").nth(1).waitFor();
    await page.getByTestId("make_default").first().click();
    await page.getByTestId("remove").last().click();
    await expect.poll(() => page.getByTestId("payment-method").count()).toBe(1);
    await page.close();
  });
});

describe("an invoice's page", () => {
  inBrowser("is paid by the saved card, and says when that does not work", async () => {
    const { customer } = await subscribed();
    const draft = await stripe.invoices.create({ customer });
    await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      amount: 4_200,
      currency: "usd",
      description: "Workshop",
    });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    const open = await stripe.invoices.finalizeInvoice(draft.id ?? "");
    const page = await visit(open.hosted_invoice_url ?? "");
    await expectNoBarriers(page, "invoice");
    await page.getByRole("button", { name: new RegExp(bad.card?.last4 ?? "none") }).click();
    await page.getByRole("alert").waitFor();
    await expectNoBarriers(page, "invoice-refused");
    await page.getByRole("button", { name: /4242/ }).click();
    await page.getByText("Paid").first().waitFor();
    expect((await stripe.invoices.retrieve(open.id ?? "")).status).toBe("paid");
    const phone = await visit(open.hosted_invoice_url ?? "", PHONE);
    await expectNoBarriers(phone, "invoice-phone-de-dark");
    await phone.close();
    await page.close();
  });
});
