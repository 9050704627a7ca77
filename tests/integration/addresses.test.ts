import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressProblems, addressRule } from "@/lib/addresses/check";
import { newAddressId, newCustomerId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { checkoutDefaults } from "@/lib/customers/checkout-defaults.server";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { customerAddresses, customers } from "@/lib/db/schema";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { servedCountries } from "@/lib/shipping/zones";
import { addressIn } from "@/tests/support/addresses";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";

process.env.STRIPE_TAX = "on";
process.env.STORE_PRICES_INCLUDE_TAX = "off";
const { db } = await testDatabase();
const { stripe, url, callsOf } = await testStripe();
const { begin, orderOf } = paymentShop(db, url);

async function newShopper() {
  const [mug] = await stockedVariants(db, stripe, [100]);
  if (!mug) throw new Error("no variant");
  return shopperOf(await cartWith(db, [[mug, 1]]));
}

/** With parts left out that the rules can do without. */
const wholeAddress = fc
  .record({
    country: fc.constantFrom(...servedCountries(standardPlan(currency("eur")))),
    without: fc.subarray(["postalCode", "city", "state"] as const),
  })
  .map(({ country, without }) => {
    const rule = addressRule(country);
    const left = without.filter((part) => !rule?.[part]?.required);
    return { ...addressIn(country), ...Object.fromEntries(left.map((part) => [part, ""])) };
  });

describe("an address that the rules accept", () => {
  it("is accepted by Stripe for tax and delivery", async () => {
    await fc.assert(
      fc.asyncProperty(wholeAddress, async (address) => {
        expect(addressProblems(address)).toEqual({});
        const { postalCode: postal_code, ...rest } = address;
        const to = { ...rest, postal_code };
        const calculation = await stripe.tax.calculations.create({
          currency: "eur",
          line_items: [{ amount: 2000, reference: "mug" }],
          customer_details: { address: to, address_source: "shipping" },
        });
        expect(calculation.tax_amount_exclusive + calculation.tax_amount_inclusive).toBeGreaterThanOrEqual(0);
        const customer = await stripe.customers.create({ shipping: { name: "Ada", address: to } });
        expect(customer.shipping?.address?.country).toBe(address.country);
      }),
      { numRuns: 120 },
    );
  });

  it("pays an order in every country of delivery, with that country's tax", async () => {
    for (const country of ["FR", "US", "HK", "IE", "SG", "JP"]) {
      const checkout = await begin(await newShopper());
      const { line1, city, state, postalCode } = addressIn(country);
      const told = await checkout.does({
        kind: "delivery",
        address: { country, line1, city: city || null, state: state || null, postalCode: postalCode || null },
      });
      if (!told.ok) throw new Error(`${country}: ${told.code}`);
      const { amount, signedQuote } = told.checkout;
      const paid = await checkout.pays({ country, amount }, signedQuote);
      expect(paid, country).toMatchObject({ ok: true, status: "succeeded" });
    }
  });
});

describe("an incomplete address", () => {
  it.each([
    ["US", { state: "" }, { state: "required" }],
    ["US", { state: "Bavaria" }, { state: "state" }],
    ["CA", { state: "" }, { state: "required" }],
    ["AU", { state: "" }, { state: "required" }],
    ["FR", { postal_code: "" }, { postalCode: "required" }],
    ["DE", { postal_code: "123" }, { postalCode: "postal_code" }],
    ["IE", { city: "" }, { city: "required" }],
    ["FR", { line1: "" }, { line1: "required" }],
  ])(
    "in %s is refused with its fields, before tax or a charge is requested: %j",
    async (country, address, problems) => {
      const checkout = await begin(await newShopper());
      const calls = await callsOf(async () => {
        expect(await checkout.pays({ country, address })).toEqual({
          ok: false,
          code: "shipping_address_incomplete",
          country,
          problems,
        });
      });
      expect(calls.filter((call) => /payment_intents|tax/.test(call))).toEqual([]);
      expect((await orderOf(checkout.orderId)).status).toBe("open");
    },
  );

  it("is not an outage while it is typed: tax waits until the address is sufficient", async () => {
    const checkout = await begin(await newShopper());
    const begun = { country: "US", line1: null, city: null, state: null, postalCode: null };
    const calls = await callsOf(async () => {
      expect(await checkout.does({ kind: "delivery", address: begun })).toMatchObject({
        ok: true,
        checkout: { tax: null, quote: { country: "US" } },
      });
    });
    expect(calls).toEqual([]);
    const inNewYork = await checkout.does({ kind: "delivery", address: { ...begun, state: "New York" } });
    expect(inNewYork.ok && inNewYork.checkout.tax?.added).toBeGreaterThan(0);
  });
});

describe("an address that was saved before there were rules", () => {
  it("is filled in, and sent to Stripe with its state's code", async () => {
    const id = newCustomerId();
    const email = `${id}@example.com`;
    await db.insert(customers).values({ id, email, emailVerified: true });
    await db.insert(customerAddresses).values({
      ...addressIn("US"),
      ...{ id: newAddressId(), customerId: id, name: "Ada Lovelace", isDefault: true, state: "california" },
    });
    const { cartId } = await newShopper();
    if (!cartId) throw new Error("no cart");
    const customer = { id, email, name: null, givenTier: null, stripeCustomerId: null };
    expect(await checkoutDefaults(customer, cartId)).toMatchObject({ address: { state: "CA" } });
    const atStripe = await stripe.customers.retrieve(await ensureStripeCustomer(id));
    expect(atStripe).toMatchObject({ shipping: { address: { state: "CA", postal_code: "95014" } } });
  });
});
