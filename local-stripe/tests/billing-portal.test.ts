import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failure, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

async function subscribed() {
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  const price = await stripe.prices.create({
    currency: "eur",
    unit_amount: 3_000,
    recurring: { interval: "month" },
    product_data: { name: "Team plan" },
  });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: method.id,
  });
  return { customer: customer.id, method: method.id, subscription };
}

const press = (url: string, action: string, id: string) =>
  fetch(`${url}/${action}`, { method: "POST", body: new URLSearchParams({ id }), redirect: "manual" });

describe("a billing portal session", () => {
  it("shows plan, payment methods and invoices behind its url", async () => {
    const { customer } = await subscribed();
    const session = await stripe.billingPortal.sessions.create({
      customer,
      return_url: "http://localhost:3000/",
    });
    const page = await fetch(session.url);
    const text = await page.text();
    for (const part of ["Team plan", "€30.00 per month", "•••• 4242", "Paid", "http://localhost:3000/"]) {
      expect(text).toContain(part);
    }
    // Browsers ask this also where a form's answer leads: to the shop.
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' http: https:");
    expect((await fetch(`${local.url}/p/session/bps_guessed`)).status).toBe(404);
    expect((await failure(stripe.billingPortal.sessions.create({ customer: "cus_none" }))).param).toBe(
      "customer",
    );
  });

  it("leads to each invoice's own page", async () => {
    const { customer } = await subscribed();
    const [invoice] = (await stripe.invoices.list({ customer })).data;
    const text = await (await fetch(invoice?.hosted_invoice_url ?? "")).text();
    for (const part of [invoice?.number ?? "no number", "Team plan", "€30.00", "Paid"])
      expect(text).toContain(part);
    expect((await fetch(`${local.url}/invoices/in_none`)).status).toBe(404);
  });

  it("cancels a plan at the end of its period, and takes that back", async () => {
    const { customer, subscription } = await subscribed();
    const { url } = await stripe.billingPortal.sessions.create({ customer });
    expect((await press(url, "cancel", subscription.id)).headers.get("location")).toBe(url);
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
    await press(url, "renew", subscription.id);
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false);
  });

  it("changes payment methods, and adds one by a page that saves cards", async () => {
    const { customer, method } = await subscribed();
    const other = await stripe.paymentMethods.attach("pm_card_mastercard", { customer });
    const { url } = await stripe.billingPortal.sessions.create({ customer });
    await press(url, "make_default", other.id);
    expect(await stripe.customers.retrieve(customer)).toMatchObject({
      invoice_settings: { default_payment_method: other.id },
    });
    await press(url, "remove", method);
    expect((await stripe.customers.listPaymentMethods(customer)).data.map(({ id }) => id)).toEqual([
      other.id,
    ]);
    expect((await press(url, "add_method", "")).headers.get("location")).toContain("/c/pay/cs_test_");
  });

  it("touches nothing of another customer", async () => {
    const [one, other] = [await subscribed(), await subscribed()];
    const { url } = await stripe.billingPortal.sessions.create({ customer: one.customer });
    await press(url, "cancel", other.subscription.id);
    await press(url, "remove", other.method);
    expect((await stripe.subscriptions.retrieve(other.subscription.id)).cancel_at_period_end).toBe(false);
    expect((await stripe.paymentMethods.retrieve(other.method)).customer).toBe(other.customer);
  });

  it("confirms the change that the shop proposes, and goes back to it", async () => {
    const { customer, subscription } = await subscribed();
    const price = await stripe.prices.create({
      currency: "eur",
      unit_amount: 9_000,
      recurring: { interval: "month" },
      product_data: { name: "Big plan" },
    });
    const item = subscription.items.data[0]?.id ?? "";
    const { url } = await stripe.billingPortal.sessions.create({
      customer,
      flow_data: {
        type: "subscription_update_confirm",
        after_completion: { type: "redirect", redirect: { return_url: "http://localhost:3000/done" } },
        subscription_update_confirm: {
          subscription: subscription.id,
          items: [{ id: item, price: price.id, quantity: 1 }],
        },
      },
    });
    const answer = await press(url, "confirm_update", subscription.id);
    expect(answer.headers.get("location")).toBe("http://localhost:3000/done");
    const changed = await stripe.subscriptions.retrieve(subscription.id);
    expect(changed.items.data[0]?.price.id).toBe(price.id);
  });
});

describe("a portal configuration", () => {
  it("says what its page offers", async () => {
    const made = await stripe.billingPortal.configurations.create({
      business_profile: { headline: "Manage your plan" },
      features: { subscription_cancel: { enabled: true, mode: "immediately" } },
    });
    expect(made.features).toMatchObject({
      invoice_history: { enabled: false },
      subscription_cancel: { enabled: true, mode: "immediately" },
    });
    const { customer, subscription } = await subscribed();
    const { url } = await stripe.billingPortal.sessions.create({ customer, configuration: made.id });
    expect(await (await fetch(url)).text()).not.toContain("Invoices");
    await press(url, "cancel", subscription.id);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    const { data } = await stripe.billingPortal.configurations.list({ is_default: false });
    expect(data.map(({ id }) => id)).toContain(made.id);
  });
});
