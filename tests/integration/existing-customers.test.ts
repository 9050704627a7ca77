import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startElementsCheckout } from "@/lib/checkout/elements.server";
import { startSession } from "@/lib/checkout/start-session.server";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import type { Customer } from "@/lib/customers/types";
import { customerAddresses } from "@/lib/db/schema";
import { type CustomerId, newAddressId } from "@/lib/ids";
import { settleOrder } from "@/lib/orders/settle.server";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";

const { db } = await testDatabase();
const { stripe, url, control, payByCard } = await testStripe();
const { shopperWith, orderOf } = elementsShop(db, stripe);

let made = 0;

const newCustomer = (): Customer => {
  made += 1;
  const id = `cus_test_${made}` as CustomerId;
  return { id, email: `ada${made}@example.com`, name: null, tier: null, stripeCustomerId: null };
};

const page = z.object({
  saved_payment_methods: z.array(z.object({ id: z.string(), card: z.object({ last4: z.string() }) })),
  prefill: z.object({
    payment_method: z.string().nullable(),
    shipping: z.object({ name: z.string() }).loose().nullable(),
  }),
});

/** What Stripe's page is told of a session. */
async function pageOf(clientSecret: string) {
  const id = clientSecret.split("_secret_")[0];
  const response = await fetch(`${url}/v1/payment_pages/${id}?client_secret=${clientSecret}`, {
    headers: { authorization: "Bearer pk_test_local_tests" },
  });
  return page.parse(await response.json());
}

const FRANCE = { line1: "1 rue de la Paix", city: "Paris", postal_code: "75002", country: "FR" };

/** A card on file. */
async function saveCard(
  customer: Customer,
  { card = "pm_card_visa", redisplay = "always", country = "FR", zip = "75002" } = {},
) {
  const stripeCustomerId = await ensureStripeCustomer(customer.id);
  const method = await stripe.paymentMethods.attach(card, { customer: stripeCustomerId });
  await stripe.paymentMethods.update(method.id, {
    allow_redisplay: redisplay as "always",
    billing_details: {
      email: customer.email,
      name: "Ada Lovelace",
      address: { country, ...(zip && { postal_code: zip }) },
    },
  });
  return { method, stripeCustomerId };
}

async function checkoutFor(customer: Customer) {
  const shopper = await shopperWith(1, customer);
  return {
    shopper,
    async begin(surface: "embedded" | "elements" = "embedded") {
      const started = await startSession({ surface, shopper, locale: "en" });
      if (!started.ok) throw new Error(started.code);
      return started;
    },
  };
}

beforeAll(async () => {
  await shopperWith(1);
});

describe("a session for somebody with an account", () => {
  it("belongs to their customer at Stripe, and offers to keep the card", async () => {
    const customer = newCustomer();
    const { session } = await (await checkoutFor(customer)).begin();
    expect(session.customer).toBe(await ensureStripeCustomer(customer.id));
    expect(session.saved_payment_method_options).toEqual({
      allow_redisplay_filters: ["always"],
      payment_method_save: "enabled",
      payment_method_remove: "enabled",
    });
  });

  it.each(["embedded", "elements"] as const)(
    "shows their saved cards, newest first, on %s",
    async (surface) => {
      const customer = newCustomer();
      const checkout = await checkoutFor(customer);
      await saveCard(customer);
      await control("/clock", { advance_seconds: 5 });
      await saveCard(customer, { card: "pm_card_mastercard" });
      const { clientSecret } = await checkout.begin(surface);
      const { saved_payment_methods: saved } = await pageOf(clientSecret);
      expect(saved.map((method) => method.card.last4)).toEqual(["4444", "4242"]);
    },
  );

  it.each([
    ["the newest card that may always be shown", {}, true],
    ["no card that may be shown with limits only", { redisplay: "limited" }, false],
    ["no American card without a ZIP code", { country: "US", zip: "" }, false],
    ["an American card with one", { country: "US", zip: "10001" }, true],
  ])("fills in %s", async (_what, card, isFilledIn) => {
    const customer = newCustomer();
    const checkout = await checkoutFor(customer);
    const { method } = await saveCard(customer, card);
    const { clientSecret } = await checkout.begin();
    expect((await pageOf(clientSecret)).prefill.payment_method).toBe(isFilledIn ? method.id : null);
  });

  it("fills in the delivery where the store delivers there, and nothing after half an hour", async () => {
    const customer = newCustomer();
    const checkout = await checkoutFor(customer);
    const { method, stripeCustomerId } = await saveCard(customer);
    await stripe.customers.update(stripeCustomerId, { shipping: { name: "Ada", address: FRANCE } });
    const { clientSecret } = await checkout.begin();
    const filled = await pageOf(clientSecret);
    expect(filled.prefill).toMatchObject({ payment_method: method.id, shipping: { name: "Ada" } });
    await control("/clock", { advance_seconds: 1_801 });
    expect((await pageOf(clientSecret)).prefill).toMatchObject({ payment_method: null });
    await control("/clock", { now: Math.floor(Date.now() / 1000) });
  });

  it("fills in the default address of the account, on our own page too", async () => {
    const customer = newCustomer();
    const { begin, shopper } = await checkoutFor(customer);
    await db.insert(customerAddresses).values({
      id: newAddressId(),
      customerId: customer.id,
      name: "Ada at work",
      line1: "2 quai du Test",
      city: "Lyon",
      postalCode: "69001",
      country: "FR",
      isDefault: true,
    });
    const { clientSecret } = await begin();
    expect((await pageOf(clientSecret)).prefill.shipping).toMatchObject({ name: "Ada at work" });
    expect(await startElementsCheckout({ shopper, locale: "en" })).toMatchObject({
      defaults: { email: customer.email, address: { name: "Ada at work", postalCode: "69001" } },
    });
  });

  it("is a new one when the shopper signs in while paying", async () => {
    const customer = newCustomer();
    const { shopper } = await checkoutFor(customer);
    const guest = await startSession({
      surface: "embedded",
      shopper: { ...shopper, customer: null },
      locale: "en",
    });
    const member = await startSession({ surface: "embedded", shopper, locale: "en" });
    if (!guest.ok || !member.ok) throw new Error("refused");
    expect(member.orderId).not.toBe(guest.orderId);
    expect((await orderOf(guest.orderId)).status).toBe("expired");
    expect(guest.session.customer).toBeNull();
  });

  it("is made anew for a customer that was deleted at Stripe", async () => {
    const customer = newCustomer();
    const checkout = await checkoutFor(customer);
    const before = await ensureStripeCustomer(customer.id);
    await stripe.customers.del(before);
    const { session, clientSecret, orderId } = await checkout.begin();
    expect(session.customer).not.toBe(before);
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
    expect((await orderOf(orderId)).customerId).toBe(customer.id);
  });
});
