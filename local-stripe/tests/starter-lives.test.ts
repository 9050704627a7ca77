import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DAY, idOf, makePlan, payOn, press, type Shop, startShop, told } from "./starters";
import { client, failure } from "./support";

const SITE = "http://localhost:3000";
const older = (apiVersion: string): object => ({ apiVersion });

/** nextjs/saas-starter, e0dc5d4: API version 2025-04-30.basil. */
describe("the life of a customer of nextjs/saas-starter", () => {
  let shop: Shop;
  let stripe: Stripe;
  beforeAll(async () => {
    shop = await startShop();
    stripe = client(shop.url, older("2025-04-30.basil"));
  });
  afterAll(() => shop.stop());

  it("goes from a trial to a dearer plan, to the end and back", async () => {
    const recurring = { interval: "month", trial_period_days: 7 } as const;
    const base = await makePlan(stripe, "Base", 800, { recurring });
    const plus = await makePlan(stripe, "Plus", 1_200, { recurring });
    const prices = await stripe.prices.list({ expand: ["data.product"], active: true, type: "recurring" });
    const names = prices.data.map(
      ({ product }) => typeof product !== "string" && "name" in product && product.name,
    );
    expect(names).toEqual(["Plus", "Base"]);
    await stripe.products.list({ active: true, expand: ["data.default_price"] });

    const checkout: object = { payment_method_types: ["card"] };
    const session = await stripe.checkout.sessions.create({
      ...checkout,
      line_items: [{ price: base.id, quantity: 1 }],
      mode: "subscription",
      success_url: `${SITE}/api/stripe/checkout?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${SITE}/pricing`,
      client_reference_id: "7",
      allow_promotion_codes: true,
      subscription_data: { trial_period_days: 14 },
    });
    expect(session.amount_total).toBe(0);
    await payOn(shop, session);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["customer", "subscription"],
    });
    expect(done).toMatchObject({
      client_reference_id: "7",
      customer: { id: expect.stringMatching(/^cus_/) },
      subscription: { status: "trialing" },
    });
    const customer = idOf(done.customer);
    const id = idOf(done.subscription);
    const subscription = await stripe.subscriptions.retrieve(id, { expand: ["items.data.price.product"] });
    const [item] = subscription.items.data;
    expect(item?.price.product).toMatchObject({ name: "Base" });
    expect(item?.plan.product).toBe(base.product);

    await shop.advance(15);
    expect(await told(shop)).toEqual([
      "customer.subscription.created",
      "customer.subscription.trial_will_end",
      "customer.subscription.updated",
    ]);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");

    expect((await stripe.billingPortal.configurations.list()).data).toEqual([]);
    const product = await stripe.products.retrieve(idOf(base.product));
    expect(product.active).toBe(true);
    await stripe.prices.list({ product: product.id, active: true });
    const configuration = await stripe.billingPortal.configurations.create({
      business_profile: { headline: "Manage your subscription" },
      features: {
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price", "quantity", "promotion_code"],
          proration_behavior: "create_prorations",
          products: [
            { product: idOf(base.product), prices: [base.id] },
            { product: idOf(plus.product), prices: [plus.id] },
          ],
        },
        subscription_cancel: {
          enabled: true,
          mode: "at_period_end",
          cancellation_reason: {
            enabled: true,
            options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
          },
        },
        payment_method_update: { enabled: true },
      },
    });
    const portal = await stripe.billingPortal.sessions.create({
      customer,
      return_url: `${SITE}/dashboard`,
      configuration: configuration.id,
    });
    const page = async (query = "") => (await fetch(`${portal.url}${query}`)).text();
    expect(await page()).toContain("Manage your subscription");
    expect(await page(`?step=update&id=${id}`)).toContain("Choose Plus");
    expect(await page(`?step=confirm&id=${id}&price=${plus.id}&quantity=2`)).toContain("$24.00 per month");

    await shop.advance(10);
    expect(await press(portal.url, "confirm_update", { id, price: plus.id, quantity: "1" })).toBe(portal.url);
    const changed = await stripe.subscriptions.retrieve(id);
    expect(changed.items.data[0]).toMatchObject({ price: { id: plus.id }, quantity: 1 });

    expect(await page(`?step=cancel&id=${id}`)).toContain("It is too expensive");
    await press(portal.url, "cancel", { id, feedback: "too_expensive" });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: "active",
      cancel_at_period_end: true,
      cancellation_details: { feedback: "too_expensive" },
    });
    await press(portal.url, "renew", { id });
    expect((await stripe.subscriptions.retrieve(id)).cancel_at_period_end).toBe(false);

    // The renewal asks for the new price and what was missing before.
    await shop.advance(25);
    const [renewal] = (await stripe.invoices.list({ customer, limit: 1 })).data;
    expect(renewal).toMatchObject({ billing_reason: "subscription_cycle", status: "paid" });
    expect(renewal?.lines.data.map(({ amount }) => Math.sign(amount))).toEqual([-1, 1, 1]);
    expect(renewal?.amount_paid).toBeGreaterThan(1_200);

    await press(portal.url, "cancel", { id });
    await shop.advance(31);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
    expect((await told(shop)).at(-1)).toBe("customer.subscription.deleted");
    await vi.waitFor(() => {
      const [last] = shop.hook.received.filter(({ event }) => event.type === "customer.subscription.deleted");
      expect(last?.event.data.object).toMatchObject({ id, status: "canceled" });
    });
  });

  it("is past due when the card stops working, and active again with another one", async () => {
    const plan = await makePlan(stripe, "Base", 800);
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const session = await stripe.checkout.sessions.create({
      line_items: [{ price: plan.id, quantity: 1 }],
      mode: "subscription",
      success_url: `${SITE}/ok`,
      customer: customer.id,
    });
    await payOn(shop, session);
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id);
    const id = idOf(subscription);
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    const before = await shop.stripe.subscriptions.retrieve(id);
    await shop.past(before.items.data[0]?.current_period_end ?? 0);
    const due = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(due).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempt_count: 1 } });
    const portal = await stripe.billingPortal.sessions.create({ customer: customer.id });
    expect(await (await fetch(portal.url)).text()).toContain("Payment overdue");
    const good = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
    await stripe.subscriptions.update(id, { default_payment_method: good.id });
    await shop.advance(3);
    expect(await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
      status: "active",
      latest_invoice: { status: "paid", attempt_count: 2 },
    });
  });
});

/** vercel/nextjs-subscription-payments, bdd0813: stripe 14.25, the account's own version. */
describe("the life of a customer of vercel/nextjs-subscription-payments", () => {
  let shop: Shop;
  let stripe: Stripe;
  beforeAll(async () => {
    shop = await startShop();
    stripe = client(shop.url, older("2023-10-16"));
  });
  afterAll(() => shop.stop());

  it("signs up, tries a plan, is charged, and cancels at once", async () => {
    const plan = await makePlan(stripe, "Hobby", 1_000, { billing_scheme: "per_unit" });
    expect((await stripe.customers.list({ email: "ada@example.com" })).data).toEqual([]);
    const { id: customer } = await stripe.customers.create({
      metadata: { supabaseUUID: "0b5c" },
      email: "ada@example.com",
    });
    expect((await stripe.customers.retrieve(customer)).id).toBe(customer);
    const trial_end = Math.floor((await shop.control("clock", {}, "GET")).body.now) + 8 * DAY;
    const session = await stripe.checkout.sessions.create({
      allow_promotion_codes: true,
      billing_address_collection: "required",
      customer,
      customer_update: { address: "auto" },
      line_items: [{ price: plan.id, quantity: 1 }],
      cancel_url: SITE,
      success_url: `${SITE}/account`,
      mode: "subscription",
      subscription_data: { trial_end },
    });
    const address = {
      line1: "1 Main Street",
      city: "Reno",
      state: "NV",
      postal_code: "89501",
      country: "US",
    };
    const paid = await payOn(shop, session, "4242424242424242", {
      payment_method_data: {
        type: "card",
        card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
        billing_details: { name: "Ada Lovelace", phone: "+15551234", address },
      },
    });
    expect(paid.body.session.status).toBe("complete");
    const { subscription: id } = await stripe.checkout.sessions.retrieve(session.id);
    const subscription = await stripe.subscriptions.retrieve(idOf(id), {
      expand: ["default_payment_method"],
    });
    expect(subscription).toMatchObject({
      status: "trialing",
      trial_end,
      current_period_end: trial_end,
      default_payment_method: { customer, billing_details: { name: "Ada Lovelace", address } },
    });
    await stripe.customers.update(customer, { name: "Ada Lovelace", phone: "+15551234", address });
    await shop.advance(9);
    expect((await stripe.subscriptions.retrieve(idOf(id))).status).toBe("active");
    const { url } = await stripe.billingPortal.sessions.create({ customer, return_url: `${SITE}/account` });
    expect(await (await fetch(url)).text()).toContain(`${SITE}/account`);
    await stripe.subscriptions.cancel(idOf(id));
    expect(await told(shop)).toEqual([
      "customer.subscription.created",
      "customer.subscription.trial_will_end",
      "customer.subscription.updated",
      "customer.subscription.deleted",
    ]);
  });

  it("takes a trial's end two days ahead at least", async () => {
    const plan = await makePlan(stripe, "Hobby", 1_000);
    const soon = Math.floor((await shop.control("clock", {}, "GET")).body.now) + DAY;
    const refused = stripe.checkout.sessions.create({
      line_items: [{ price: plan.id, quantity: 1 }],
      mode: "subscription",
      success_url: SITE,
      subscription_data: { trial_end: soon },
    });
    expect((await failure(refused)).param).toBe("subscription_data[trial_end]");
  });
});

/** @better-auth/stripe 1.7.6, with stripe 22. */
describe("the life of a customer of better-auth's plugin", () => {
  let shop: Shop;
  let stripe: Stripe;
  beforeAll(async () => {
    shop = await startShop();
    stripe = shop.stripe;
  });
  afterAll(() => shop.stop());

  async function subscribed(price: Stripe.Price, extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
    const email = `ada${Math.random()}@example.com`;
    const query = `email:"${email}" AND -metadata["customerType"]:"organization"`;
    expect((await stripe.customers.search({ query, limit: 1 })).data).toEqual([]);
    const customer = await stripe.customers.create({
      email,
      name: "Ada",
      metadata: { userId: "u1", customerType: "user" },
    });
    expect((await stripe.customers.search({ query, limit: 1 })).data[0]?.id).toBe(customer.id);
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toEqual([]);
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      customer_update: { name: "auto", address: "auto" },
      locale: "en",
      success_url: `${SITE}/api/auth/subscription/success?callbackURL=%2F&checkoutSessionId={CHECKOUT_SESSION_ID}`,
      cancel_url: `${SITE}/pricing`,
      line_items: [{ price: price.id, quantity: 1 }],
      client_reference_id: "u1",
      subscription_data: { metadata: { userId: "u1", subscriptionId: "s1", referenceId: "u1" } },
      metadata: { userId: "u1", subscriptionId: "s1", referenceId: "u1" },
      ...extra,
    });
    await payOn(shop, session);
    const done = await stripe.checkout.sessions.retrieve(session.id);
    const subscription = await stripe.subscriptions.retrieve(idOf(done.subscription));
    return { customer: customer.id, session: done, subscription };
  }

  it("upgrades in the portal, is told when it ends already, and restores", async () => {
    const basic = await makePlan(stripe, "Basic", 1_000, { lookup_key: "basic" });
    const pro = await makePlan(stripe, "Pro", 3_000);
    const [found] = (await stripe.prices.list({ lookup_keys: ["basic"], active: true, limit: 1 })).data;
    expect(found?.id).toBe(basic.id);
    const { customer, subscription } = await subscribed(basic);
    expect(subscription).toMatchObject({ status: "active", metadata: { subscriptionId: "s1" } });
    const item = idOf(subscription.items.data[0]);
    const upgrade = await stripe.billingPortal.sessions.create({
      customer,
      return_url: SITE,
      flow_data: {
        type: "subscription_update_confirm",
        after_completion: { type: "redirect", redirect: { return_url: `${SITE}/done` } },
        subscription_update_confirm: {
          subscription: subscription.id,
          items: [{ id: item, price: pro.id, quantity: 1 }],
        },
      },
    });
    expect(await (await fetch(upgrade.url)).text()).toContain("$30.00 per month");
    expect(await press(upgrade.url, "confirm_update", { id: subscription.id })).toBe(`${SITE}/done`);
    const active = (await stripe.subscriptions.list({ customer })).data;
    expect(active[0]?.items.data[0]?.price.id).toBe(pro.id);

    const cancelling = {
      customer,
      return_url: SITE,
      flow_data: { type: "subscription_cancel", subscription_cancel: { subscription: subscription.id } },
    } as const;
    const cancel = await stripe.billingPortal.sessions.create(cancelling);
    await press(cancel.url, "cancel", { id: subscription.id });
    const again = await failure(stripe.billingPortal.sessions.create(cancelling));
    expect(again.message).toContain("already set to be canceled");
    const ends = await stripe.subscriptions.retrieve(subscription.id);
    expect(ends).toMatchObject({ cancel_at_period_end: true, cancel_at: expect.any(Number) });
    const restored = await stripe.subscriptions.update(subscription.id, { cancel_at: "" });
    expect(restored).toMatchObject({ cancel_at: null, cancel_at_period_end: false, canceled_at: null });
    await shop.advance(32);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("changes plans at the end of the period by a schedule, and can take that back", async () => {
    const pro = await makePlan(stripe, "Pro", 3_000);
    const basic = await makePlan(stripe, "Basic", 1_000);
    const { customer, subscription } = await subscribed(pro);
    const downgrade = async () => {
      const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
      const [phase] = schedule.phases;
      if (!phase) throw new Error("no phase");
      expect(phase.items.map(({ price, quantity }) => [price, quantity])).toEqual([[pro.id, 1]]);
      return stripe.subscriptionSchedules.update(schedule.id, {
        metadata: { source: "@better-auth/stripe" },
        end_behavior: "release",
        phases: [
          {
            items: phase.items.map(({ price, quantity }) => ({
              price: idOf(price),
              quantity: quantity ?? 1,
            })),
            start_date: phase.start_date,
            end_date: phase.end_date,
          },
          {
            items: [{ price: basic.id, quantity: 1 }],
            start_date: phase.end_date,
            proration_behavior: "none",
          },
        ],
      });
    };
    const first = await downgrade();
    expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBe(first.id);
    expect((await failure(downgrade())).message).toContain("already attached to a schedule");
    const [listed] = (await stripe.subscriptionSchedules.list({ customer })).data;
    expect(listed).toMatchObject({ id: first.id, status: "active", subscription: subscription.id });
    expect((await stripe.subscriptionSchedules.retrieve(first.id)).status).toBe("active");
    const released = await stripe.subscriptionSchedules.release(first.id);
    expect(released).toMatchObject({ status: "released", released_subscription: subscription.id });
    expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();

    const second = await downgrade();
    await shop.advance(32);
    const renewed = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(renewed).toMatchObject({
      status: "active",
      latest_invoice: { amount_paid: 1_000, status: "paid" },
    });
    expect(renewed.items.data.map(({ price }) => price.id)).toEqual([basic.id]);
    expect((await stripe.subscriptionSchedules.retrieve(second.id)).current_phase?.start_date).toBe(
      second.phases[1]?.start_date,
    );
    await shop.advance(31);
    expect((await stripe.subscriptionSchedules.retrieve(second.id)).status).toBe("released");
    expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();
  });

  it("counts seats beside the plan, with what is bought once", async () => {
    const plan = await makePlan(stripe, "Team", 2_000);
    const seat = await makePlan(stripe, "Seat", 500);
    const setup = await stripe.prices.create({
      currency: "usd",
      unit_amount: 9_900,
      product_data: { name: "Onboarding" },
    });
    const { subscription, session } = await subscribed(plan, {
      line_items: [
        { price: plan.id, quantity: 1 },
        { price: seat.id, quantity: 3 },
        { price: setup.id, quantity: 1 },
      ],
    });
    expect(session).toMatchObject({ amount_total: 13_400, payment_status: "paid" });
    expect(subscription.items.data.map(({ quantity }) => quantity)).toEqual([1, 3]);
    const invoice = await stripe.invoices.retrieve(idOf(session.invoice));
    expect(invoice).toMatchObject({ amount_paid: 13_400, status: "paid" });
    const seats = subscription.items.data.find(({ price }) => price.id === seat.id);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: idOf(seats), quantity: 5 }],
      proration_behavior: "none",
    });
    await shop.advance(32);
    const { latest_invoice: next } = await stripe.subscriptions.retrieve(subscription.id);
    expect((await stripe.invoices.retrieve(idOf(next))).amount_paid).toBe(4_500);
  });

  it("has no subscription to block what is deleted once all are over", async () => {
    const plan = await makePlan(stripe, "Team", 2_000);
    const { customer, subscription } = await subscribed(plan);
    await stripe.subscriptions.cancel(subscription.id);
    const statuses: string[] = [];
    for await (const one of stripe.subscriptions.list({ customer, status: "all", limit: 100 }))
      statuses.push(one.status);
    expect(statuses).toEqual(["canceled"]);
    const missing = await failure(stripe.subscriptions.retrieve("sub_none"));
    expect(missing.code).toBe("resource_missing");
  });
});
