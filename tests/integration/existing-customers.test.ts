import type Stripe from "stripe";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type CustomerId, newAddressId } from "@/lib/base/ids";
import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { shop } from "@/lib/config/shop";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { customerAddresses } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, control, payByCard, payAndKeepCard, payBySepa } = await testStripe();
const { shopperWith, orderOf } = elementsShop(db, stripe);

let made = 0;

const newCustomer = (): Customer => {
  made += 1;
  const id = `cus_test_${made}` as CustomerId;
  return { id, email: `ada${made}@example.com`, name: null, givenTier: null, stripeCustomerId: null };
};

const page = z.object({
  merchant: z.object({ display_name: z.string() }),
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

type OnFile = {
  card?: string;
  redisplay?: "always" | "limited" | "unspecified";
  email?: string;
  name?: string;
  address?: Stripe.AddressParam;
};

/** A card on file; an empty text is a part that is not known. */
async function saveCard(customer: Customer, given: OnFile = {}) {
  const {
    card = "pm_card_visa",
    redisplay = "always",
    email = customer.email,
    name = "Ada Lovelace",
  } = given;
  const stripeCustomerId = await ensureStripeCustomer(customer.id);
  const method = await stripe.paymentMethods.attach(card, { customer: stripeCustomerId });
  await stripe.paymentMethods.update(method.id, {
    allow_redisplay: redisplay,
    billing_details: { email, name, address: given.address ?? { country: "FR" } },
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
afterEach(() => vi.restoreAllMocks());

describe("a session for a signed-in shopper", () => {
  it("belongs to their Stripe customer, and offers to save the card", async () => {
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
    ["a card that may always be shown", {}, true],
    ["no card that may be shown with limits only", { redisplay: "limited" }, false],
    ["no card whose country is not known", { address: { country: "" } }, false],
    ["no card whose holder is not known", { name: "" }, false],
    ["no card without an e-mail address", { email: "" }, false],
    ["no American card without a ZIP code", { address: { country: "US" } }, false],
    ["an American card with one", { address: { country: "US", postal_code: "10001" } }, true],
    ["no Canadian card without a postal code", { address: { country: "CA" } }, false],
    ["a Canadian card with one", { address: { country: "CA", postal_code: "K1A 0B1" } }, true],
    ["no British card without a postcode", { address: { country: "GB" } }, false],
    ["a British card with one", { address: { country: "GB", postal_code: "SW1A 1AA" } }, true],
  ] satisfies [string, OnFile, boolean][])("fills in %s", async (_what, card, isFilledIn) => {
    const customer = newCustomer();
    const checkout = await checkoutFor(customer);
    const { method } = await saveCard(customer, card);
    const { clientSecret } = await checkout.begin();
    expect((await pageOf(clientSecret)).prefill.payment_method).toBe(isFilledIn ? method.id : null);
  });

  const AMERICA = { line1: "1 Main Street", city: "Albany", postal_code: "12207", country: "US" };

  it.each([
    ["a card with a whole address", { address: FRANCE }, true],
    ["no card without its street", { address: { ...FRANCE, line1: "" } }, false],
    ["no card without its city", { address: { ...FRANCE, city: "" } }, false],
    ["no card without its postal code", { address: { ...FRANCE, postal_code: "" } }, false],
    ["no card whose holder is not known", { name: "", address: FRANCE }, false],
    ["no card without an e-mail address", { email: "", address: FRANCE }, false],
    ["no American card without its state", { address: AMERICA }, false],
    ["an American card with all of it", { address: { ...AMERICA, state: "NY" } }, true],
  ] satisfies [string, OnFile, boolean][])(
    "fills in %s, when the merchant wants whole billing addresses",
    async (_what, card, isFilledIn) => {
      await setSettings({ BILLING_ADDRESS_COLLECTION: "required" });
      const customer = newCustomer();
      const checkout = await checkoutFor(customer);
      const { method } = await saveCard(customer, card);
      for (const surface of ["embedded", "elements"] as const) {
        const { clientSecret, session } = await checkout.begin(surface);
        expect(session.billing_address_collection).toBe("required");
        expect((await pageOf(clientSecret)).prefill.payment_method).toBe(isFilledIn ? method.id : null);
      }
    },
  );

  it("fills in the newest of several cards", async () => {
    const customer = newCustomer();
    const checkout = await checkoutFor(customer);
    await saveCard(customer);
    await control("/clock", { advance_seconds: 5 });
    const { method } = await saveCard(customer, { card: "pm_card_mastercard" });
    const { clientSecret } = await checkout.begin();
    expect((await pageOf(clientSecret)).prefill.payment_method).toBe(method.id);
  });

  it.each(["embedded", "elements"] as const)(
    "shows, saves and removes cards as the merchant allows, on %s",
    async (surface) => {
      await setSettings({
        SAVED_METHODS_REDISPLAY: ["limited", "unspecified"],
        SAVED_METHODS_SAVE: false,
        SAVED_METHODS_REMOVE: false,
      });
      const customer = newCustomer();
      const checkout = await checkoutFor(customer);
      const { method } = await saveCard(customer, { redisplay: "limited" });
      await saveCard(customer, { card: "pm_card_mastercard", redisplay: "always" });
      const { clientSecret, session } = await checkout.begin(surface);
      expect(session.saved_payment_method_options).toEqual({
        allow_redisplay_filters: ["limited", "unspecified"],
        payment_method_save: "disabled",
        payment_method_remove: "disabled",
      });
      const { saved_payment_methods: saved, prefill } = await pageOf(clientSecret);
      expect(saved.map(({ id }) => id)).toEqual([method.id]);
      expect(prefill.payment_method).toBe(method.id);
    },
  );

  it("has the store's name and colours on Stripe's page", async () => {
    const { clientSecret, session } = await (await checkoutFor(newCustomer())).begin();
    expect(session.branding_settings).toMatchObject({
      display_name: shop().name,
      button_color: shop().theme.light.action,
      border_style: "rounded",
    });
    expect((await pageOf(clientSecret)).merchant.display_name).toBe(shop().name);
  });

  it("fills in a delivery address in a country that the store serves, and nothing after half an hour", async () => {
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

  it("fills in the account's default address, on the store's own page too", async () => {
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

  it("is created again for a customer that was deleted at Stripe", async () => {
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

describe("the payment method of a session", () => {
  const keptBy = async (customer: Customer) => {
    const { data } = await stripe.customers.listPaymentMethods(await ensureStripeCustomer(customer.id));
    return data.map(({ type, allow_redisplay }) => [type, allow_redisplay]);
  };
  const intentOf = async (orderId: string) => {
    const intents = await stripe.paymentIntents.list({ limit: 100 });
    return intents.data.find(({ metadata }) => metadata.order_id === orderId);
  };

  describe.each(["embedded", "elements"] as const)("on %s", (surface) => {
    it("is saved without asking when the merchant says so, and shown again only with the shopper's consent", async () => {
      await setSettings({ PAYMENT_SAVE: { all: "off_session", byType: {} } });
      const customer = newCustomer();
      const { clientSecret, orderId } = await (await checkoutFor(customer)).begin(surface);
      await payByCard(clientSecret);
      expect(await intentOf(orderId)).toMatchObject({
        customer: await ensureStripeCustomer(customer.id),
        status: "succeeded",
        setup_future_usage: "off_session",
      });
      expect(await keptBy(customer)).toEqual([["card", "limited"]]);

      const agreeing = newCustomer();
      await payAndKeepCard((await (await checkoutFor(agreeing)).begin(surface)).clientSecret);
      expect(await keptBy(agreeing)).toEqual([["card", "always"]]);
    });

    it("is saved for some types only, when the merchant says so", async () => {
      await setSettings({ PAYMENT_SAVE: { all: null, byType: { card: "on_session" } } });
      const [byCard, byDebit] = [newCustomer(), newCustomer()];
      const { clientSecret, orderId } = await (await checkoutFor(byCard)).begin(surface);
      await payByCard(clientSecret);
      expect(await intentOf(orderId)).toMatchObject({
        setup_future_usage: null,
        payment_method_options: { card: { setup_future_usage: "on_session" } },
      });
      expect(await keptBy(byCard)).toEqual([["card", "limited"]]);
      await payBySepa((await (await checkoutFor(byDebit)).begin(surface)).clientSecret);
      expect(await keptBy(byDebit)).toEqual([]);
    });

    it("is otherwise saved only if the shopper agrees", async () => {
      const customer = newCustomer();
      await payByCard((await (await checkoutFor(customer)).begin(surface)).clientSecret);
      expect(await keptBy(customer)).toEqual([]);
    });
  });
});
