import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPageApi } from "../src/browser/page-api";
import { periodEnd } from "../src/facts/intervals";
import { client, failure, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const DAY = 86_400;
// The SDK's types know the newest version only.
const OLDER: object = { apiVersion: "2024-06-20" };
const advance = (days: number) => local.control("clock", { advance_seconds: days * DAY });
const monthly = (unit_amount = 3_000, recurring: Partial<Stripe.PriceCreateParams.Recurring> = {}) =>
  stripe.prices.create({
    currency: "eur",
    unit_amount,
    recurring: { interval: "month", ...recurring },
    product_data: { name: "Plan" },
  });

async function customerWith(card = "pm_card_visa") {
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  return customer;
}

async function subscribe(extra: Partial<Stripe.SubscriptionCreateParams> = {}, card?: string) {
  const [customer, price] = [await customerWith(card), await monthly()];
  return stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], ...extra });
}

const again = (id: string) => stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });

describe("a period", () => {
  const at = (text: string) => Date.parse(`${text}T10:00:00Z`) / 1000;

  it("ends on the same day, or on the last day of a shorter month", () => {
    expect(periodEnd(at("2026-01-15"), { interval: "month", interval_count: 1 })).toBe(at("2026-02-15"));
    expect(periodEnd(at("2026-01-31"), { interval: "month", interval_count: 1 })).toBe(at("2026-02-28"));
    expect(periodEnd(at("2024-02-29"), { interval: "year", interval_count: 1 })).toBe(at("2025-02-28"));
    expect(periodEnd(at("2026-01-01"), { interval: "week", interval_count: 2 })).toBe(at("2026-01-15"));
  });
});

describe("a recurring price", () => {
  it("says its interval, and is no price of a payment", async () => {
    const price = await monthly(900, { interval_count: 3, trial_period_days: 7 });
    expect(price).toMatchObject({
      type: "recurring",
      recurring: { interval: "month", interval_count: 3, trial_period_days: 7, usage_type: "licensed" },
    });
    const session = stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://localhost:3000/ok",
    });
    expect((await failure(session)).message).toContain("recurring price");
    expect((await failure(monthly(1, { usage_type: "metered" }))).statusCode).toBe(501);
  });
});

describe("a subscription", () => {
  it("is paid at once from the customer's card, and again each month", async () => {
    const subscription = await subscribe({ expand: ["latest_invoice"] });
    expect(subscription).toMatchObject({
      status: "active",
      latest_invoice: { status: "paid", amount_paid: 3_000, billing_reason: "subscription_create" },
    });
    const [item] = subscription.items.data;
    expect(item?.price.unit_amount).toBe(3_000);
    await advance(32);
    const renewed = await again(subscription.id);
    expect(renewed.items.data[0]?.current_period_start).toBe(item?.current_period_end);
    expect(renewed.latest_invoice).toMatchObject({ status: "paid", billing_reason: "subscription_cycle" });
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(2);
  });

  it("needs a way to pay, unless the first payment may wait", async () => {
    const [customer, price] = [await stripe.customers.create(), await monthly()];
    const given = { customer: customer.id, items: [{ price: price.id }] };
    expect((await failure(stripe.subscriptions.create(given))).message).toContain(
      "no attached payment source",
    );
    const waiting = await stripe.subscriptions.create({
      ...given,
      payment_behavior: "default_incomplete",
      payment_settings: { save_default_payment_method: "on_subscription" },
      expand: ["latest_invoice.confirmation_secret"],
    });
    const { latest_invoice: invoice } = waiting;
    const secret = typeof invoice === "object" ? (invoice?.confirmation_secret?.client_secret ?? "") : "";
    expect([waiting.status, secret]).toEqual(["incomplete", expect.stringMatching(/^pi_.*_secret_/)]);
    await stripe.paymentIntents.confirm(secret.split("_secret_")[0] ?? "", {
      payment_method: "pm_card_visa",
    });
    const active = await again(waiting.id);
    expect(active).toMatchObject({ status: "active", latest_invoice: { status: "paid" } });
    expect(active.default_payment_method).toMatch(/^pm_/);
  });

  it("is not made when its first payment must succeed and does not, and leaves no invoice to be paid", async () => {
    const customer = await customerWith("pm_card_chargeCustomerFail");
    const price = await monthly();
    const refused = stripe.subscriptions.create({
      ...{ customer: customer.id, items: [{ price: price.id }] },
      payment_behavior: "error_if_incomplete",
    });
    expect(await failure(refused)).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toEqual([]);
    const { data } = await stripe.invoices.list({ customer: customer.id });
    expect(data.map(({ status }) => status)).toEqual(["void"]);
  });

  it("has a trial without a payment, warns before its end, and is paid then", async () => {
    const subscription = await subscribe({ trial_period_days: 7, expand: ["latest_invoice"] });
    expect(subscription).toMatchObject({
      status: "trialing",
      latest_invoice: { amount_due: 0, status: "paid" },
    });
    await advance(5);
    const { data } = await stripe.events.list({ type: "customer.subscription.trial_will_end" });
    expect(data.some(({ data: { object } }) => "id" in object && object.id === subscription.id)).toBe(true);
    await advance(3);
    expect(await again(subscription.id)).toMatchObject({
      status: "active",
      latest_invoice: { amount_paid: 3_000 },
    });
  });

  it("is past due when a renewal fails, and ends after three more tries", async () => {
    const subscription = await subscribe({}, "pm_card_visa");
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: String(subscription.customer),
    });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    await advance(32);
    const due = await again(subscription.id);
    expect(due).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempt_count: 1 } });
    await advance(3);
    expect((await again(subscription.id)).latest_invoice).toMatchObject({ attempt_count: 2 });
    await advance(13);
    expect(await again(subscription.id)).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
    });
  });

  it("is active again when its invoice is paid by another card", async () => {
    const subscription = await subscribe();
    const customer = String(subscription.customer);
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    await advance(32);
    const { latest_invoice: invoice } = await again(subscription.id);
    const good = await stripe.paymentMethods.attach("pm_card_mastercard", { customer });
    await stripe.invoices.pay(typeof invoice === "object" ? (invoice?.id ?? "") : "", {
      payment_method: good.id,
    });
    expect((await again(subscription.id)).status).toBe("active");
  });

  it("asks for the difference of the rest of the period when its price changes", async () => {
    const subscription = await subscribe();
    const dearer = await monthly(9_000);
    const item = subscription.items.data[0]?.id ?? "";
    await advance(10);
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: dearer.id }],
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(changed.items.data[0]?.price.id).toBe(dearer.id);
    const { latest_invoice: invoice } = changed;
    if (typeof invoice !== "object" || !invoice) throw new Error("no invoice");
    const [credit, charge] = invoice.lines.data.map(({ amount }) => amount);
    const { current_period_end: end = 0, current_period_start: start = 0 } = subscription.items.data[0] ?? {};
    const share = (end - start - 10 * DAY) / (end - start);
    expect(credit).toBeCloseTo(-3_000 * share, -1);
    expect(charge).toBeCloseTo(9_000 * share, -1);
    expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid" });
  });

  it("keeps prorations for the next invoice unless told otherwise, and credit for later", async () => {
    const subscription = await subscribe();
    const cheaper = await monthly(1_000);
    const item = subscription.items.data[0]?.id ?? "";
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: cheaper.id }] });
    await advance(32);
    const { latest_invoice: invoice } = await again(subscription.id);
    expect(invoice).toMatchObject({ amount_due: 0, status: "paid" });
    const customer = await stripe.customers.retrieve(String(subscription.customer));
    expect(customer).toMatchObject({ balance: expect.closeTo(-1_000, -2) });
  });

  it("begins a new period when the interval changes", async () => {
    const subscription = await subscribe();
    const yearly = await monthly(20_000, { interval: "year" });
    const item = subscription.items.data[0]?.id ?? "";
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: yearly.id }],
    });
    const [next] = changed.items.data;
    expect((next?.current_period_end ?? 0) - (next?.current_period_start ?? 0)).toBeGreaterThan(364 * DAY);
  });

  it("ends at the end of its period, unless that is taken back", async () => {
    const [one, other] = [await subscribe(), await subscribe()];
    const set = await stripe.subscriptions.update(one.id, { cancel_at_period_end: true });
    expect(set.cancel_at).toBe(one.items.data[0]?.current_period_end);
    await stripe.subscriptions.update(other.id, { cancel_at_period_end: true });
    await stripe.subscriptions.update(other.id, { cancel_at_period_end: false });
    await advance(32);
    expect((await again(one.id)).status).toBe("canceled");
    expect((await again(other.id)).status).toBe("active");
  });

  it("is cancelled at once, and then is not in the list", async () => {
    const subscription = await subscribe();
    expect((await stripe.subscriptions.cancel(subscription.id)).status).toBe("canceled");
    const customer = String(subscription.customer);
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);
    expect((await stripe.subscriptions.list({ customer, status: "all" })).data).toHaveLength(1);
    expect((await failure(stripe.subscriptions.cancel(subscription.id))).statusCode).toBe(404);
  });

  it("collects nothing while it is paused", async () => {
    const subscription = await subscribe();
    await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: "void" } });
    await advance(32);
    expect(await again(subscription.id)).toMatchObject({
      status: "active",
      latest_invoice: { status: "void" },
    });
    await stripe.subscriptions.update(subscription.id, { pause_collection: "" });
    await advance(31);
    expect((await again(subscription.id)).latest_invoice).toMatchObject({ status: "paid" });
  });
});

describe("Checkout in mode subscription", () => {
  async function page(extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
    const price = await monthly();
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 2 }],
      success_url: "http://localhost:3000/ok?session_id={CHECKOUT_SESSION_ID}",
      ...extra,
    });
    const secret = new URLSearchParams(new URL(session.url ?? "").hash.slice(1)).get("clientSecret") ?? "";
    const pay = (number = "4242424242424242") =>
      payer(local.url).card({ ...session, client_secret: secret }, number);
    return { session, pay, api: createPageApi("pk_test_local_tests", secret, local.url) };
  }

  it("makes customer, subscription and a paid invoice", async () => {
    const { session, pay } = await page({ subscription_data: { metadata: { team: "7" } } });
    expect(session).toMatchObject({ amount_total: 6_000, payment_method_types: ["card"] });
    expect((await pay()).body.session.status).toBe("complete");
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "invoice"] });
    expect(done).toMatchObject({
      payment_status: "paid",
      payment_intent: null,
      customer: expect.stringMatching(/^cus_/),
      subscription: { status: "active", metadata: { team: "7" }, customer: done.customer },
      invoice: { status: "paid", amount_paid: 6_000 },
    });
    await advance(32);
    const { subscription } = done;
    const id = typeof subscription === "object" ? (subscription?.id ?? "") : "";
    expect((await again(id)).latest_invoice).toMatchObject({
      status: "paid",
      billing_reason: "subscription_cycle",
    });
  });

  it("takes nothing for a trial, but keeps the card", async () => {
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const { session, pay } = await page({
      customer: customer.id,
      subscription_data: { trial_period_days: 14 },
    });
    expect(session.amount_total).toBe(0);
    await pay();
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      subscription: { status: "trialing" },
    });
    await advance(15);
    const { subscription } = done;
    const id = typeof subscription === "object" ? (subscription?.id ?? "") : "";
    expect(await again(id)).toMatchObject({ status: "active", latest_invoice: { amount_paid: 6_000 } });
  });

  it("makes no subscription when the card is declined", async () => {
    const { session, pay } = await page();
    expect((await pay("4000000000000002")).status).toBe(402);
    expect((await stripe.checkout.sessions.retrieve(session.id)).subscription).toBeNull();
  });
});

describe("older versions", () => {
  it("have the period on the subscription, and the payment on the invoice", async () => {
    const subscription = await subscribe();
    const older = client(local.url, OLDER);
    const seen: object = await older.subscriptions.retrieve(subscription.id);
    const [item] = subscription.items.data;
    expect(seen).toMatchObject({ current_period_end: item?.current_period_end });
    const [invoice] = (await older.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({
      paid: true,
      subscription: subscription.id,
      payment_intent: expect.stringMatching(/^pi_/),
    });
  });
});
