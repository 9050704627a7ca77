import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failure, makePrice, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const open = async (url: string) => (await fetch(url, { redirect: "manual" })).headers.get("location") ?? "";
const idOf = (location: string) => new URL(location).pathname.split("/").at(-1) ?? "";
const pay = (location: string) => {
  const secret = new URLSearchParams(new URL(location).hash.slice(1)).get("clientSecret");
  const session = { id: idOf(location), client_secret: secret } as Stripe.Checkout.Session;
  return payer(local.url).card(session, "4242424242424242");
};

describe("a payment link", () => {
  it("makes a session for each visitor, who pays on its page", async () => {
    const price = await makePrice(stripe, 1_500);
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 2 }],
      metadata: { campaign: "spring" },
      after_completion: {
        type: "redirect",
        redirect: { url: "http://localhost:3000/thanks?s={CHECKOUT_SESSION_ID}" },
      },
    });
    expect(link).toMatchObject({ active: true, currency: "eur", after_completion: { type: "redirect" } });
    const [first, second] = [await open(link.url), await open(link.url)];
    expect(idOf(first)).not.toBe(idOf(second));
    expect((await pay(first)).status).toBe(200);
    const done = await stripe.checkout.sessions.retrieve(idOf(first));
    expect(done).toMatchObject({
      status: "complete",
      amount_total: 3_000,
      payment_link: link.id,
      metadata: { campaign: "spring" },
      success_url: "http://localhost:3000/thanks?s={CHECKOUT_SESSION_ID}",
    });
    const { data } = await stripe.paymentLinks.listLineItems(link.id);
    expect(data).toMatchObject([{ quantity: 2, amount_total: 3_000 }]);
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(2);
  });

  it("subscribes when its price recurs", async () => {
    const price = await makePrice(stripe, 900, { recurring: { interval: "month" } });
    const link = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }] });
    const location = await open(link.url);
    await pay(location);
    const done = await stripe.checkout.sessions.retrieve(idOf(location), { expand: ["subscription"] });
    expect(done).toMatchObject({
      mode: "subscription",
      success_url: null,
      subscription: { status: "active" },
    });
  });

  it("says so when it is switched off, or there is none", async () => {
    const price = await makePrice(stripe);
    const { id, url } = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }] });
    await stripe.paymentLinks.update(id, { active: false, inactive_message: "Sold out" });
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining("Sold out")]);
    expect((await fetch(`${local.url}/b/test_none`)).status).toBe(404);
  });
});

describe("a test clock", () => {
  it("moves what it should, and only forward", async () => {
    const now = Math.floor(Date.now() / 1000);
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: now, name: "Renewals" });
    const customer = await stripe.customers.create({ test_clock: clock.id, source: "tok_visa" });
    expect(customer.test_clock).toBe(clock.id);
    const price = await makePrice(stripe, 900, { recurring: { interval: "month" } });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const later = now + 32 * 86_400;
    const moved = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: later });
    expect(moved).toMatchObject({ status: "ready", frozen_time: later });
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(2);
    const back = stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now });
    expect((await failure(back)).param).toBe("frozen_time");
    expect(await stripe.testHelpers.testClocks.del(clock.id)).toMatchObject({ deleted: true });
  });
});
