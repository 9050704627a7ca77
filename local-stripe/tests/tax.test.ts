import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { failure, makePrice, makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());
beforeEach(() => stripe.tax.settings.update({ defaults: { tax_behavior: "inferred_by_currency" } }));

const NONTAXABLE = "txcd_00000000";
const PARIS = { line1: "1 rue de la Paix", city: "Paris", postal_code: "75002", country: "FR" };

type Behavior = Stripe.PriceCreateParams.TaxBehavior;

const delivery = (amount: number, extra: Partial<Stripe.ShippingRateCreateParams> = {}) => ({
  shipping_rate_data: {
    display_name: "Standard",
    type: "fixed_amount" as const,
    fixed_amount: { amount, currency: "eur" },
    ...extra,
  },
});

/** A session whose shopper has typed an address in Paris. */
async function inParis(extra: Partial<Stripe.Checkout.SessionCreateParams>) {
  const session = await makeSession(stripe, {
    automatic_tax: { enabled: true },
    shipping_address_collection: { allowed_countries: ["FR", "US"] },
    ...extra,
  });
  expect(session.automatic_tax.status).toBe("requires_location_inputs");
  const answer = await payer(local.url).call(`/v1/payment_pages/${session.id}`, {
    client_secret: session.client_secret,
    shipping: { name: "Ada Lovelace", address: PARIS },
  });
  expect(answer.body.session.automatic_tax.status).toBe("complete");
  return stripe.checkout.sessions.retrieve(session.id, { expand: ["line_items", "total_details.breakdown"] });
}

async function lineOf(behavior: Behavior | undefined, currency = "eur", taxCode?: string) {
  const price = await makePrice(stripe, 2_500, {
    currency,
    ...(behavior && { tax_behavior: behavior }),
    product_data: { name: "Stoneware mug", ...(taxCode && { tax_code: taxCode }) },
  });
  return { line_items: [{ price: price.id, quantity: 2 }] };
}

const sums = ({ amount_subtotal, amount_total, total_details }: Stripe.Checkout.Session) => ({
  subtotal: amount_subtotal,
  tax: total_details?.amount_tax,
  total: amount_total,
});

describe("the tax of a session", () => {
  it("is added to a price that excludes it, and is inside one that includes it", async () => {
    expect(sums(await inParis(await lineOf("exclusive")))).toEqual({
      subtotal: 5_000,
      tax: 1_000,
      total: 6_000,
    });
    expect(sums(await inParis(await lineOf("inclusive")))).toEqual({
      subtotal: 5_000,
      tax: 833,
      total: 5_000,
    });
  });

  it.each([
    ["inferred_by_currency", "eur", 5_000],
    ["inferred_by_currency", "usd", 6_000],
    ["inferred_by_currency", "cad", 6_000],
    ["inclusive", "usd", 5_000],
    ["exclusive", "eur", 6_000],
  ] as const)(
    "follows the account's setting when the price says nothing: %s, %s",
    async (behavior, currency, total) => {
      await stripe.tax.settings.update({ defaults: { tax_behavior: behavior } });
      for (const said of [undefined, "unspecified"] as const) {
        expect((await inParis(await lineOf(said, currency))).amount_total).toBe(total);
      }
    },
  );

  it("of the delivery follows the rate's own behavior", async () => {
    const line = await lineOf("inclusive");
    const included = await inParis({
      ...line,
      shipping_options: [delivery(600, { tax_behavior: "inclusive" })],
    });
    expect(sums(included)).toEqual({ subtotal: 5_000, tax: 833 + 100, total: 5_600 });
    const added = await inParis({
      ...line,
      shipping_options: [delivery(600, { tax_behavior: "exclusive" })],
    });
    expect(sums(added)).toEqual({ subtotal: 5_000, tax: 833 + 120, total: 5_720 });
    const untaxed = await inParis({ ...line, shipping_options: [delivery(600, { tax_code: NONTAXABLE })] });
    expect(sums(untaxed)).toEqual({ subtotal: 5_000, tax: 833, total: 5_600 });
  });

  it("is zero for a product that is never taxed, also at a price made for the session", async () => {
    expect(sums(await inParis(await lineOf("exclusive", "eur", NONTAXABLE)))).toMatchObject({
      tax: 0,
      total: 5_000,
    });
    const product = await stripe.products.create({ name: "Gift card", tax_code: NONTAXABLE });
    const made = (data: object) => ({
      line_items: [
        {
          price_data: { currency: "eur", unit_amount: 1_000, tax_behavior: "exclusive" as const, ...data },
          quantity: 1,
        },
      ],
    });
    expect(sums(await inParis(made({ product: product.id })))).toMatchObject({ tax: 0 });
    expect(sums(await inParis(made({ product_data: { name: "Gift card" } })))).toMatchObject({ tax: 200 });
    const coded = { product_data: { name: "Gift card", tax_code: NONTAXABLE } };
    expect(sums(await inParis(made(coded)))).toMatchObject({ tax: 0 });
  });

  it("is summed up by rate, including the delivery's", async () => {
    const { line_items: first } = await lineOf("exclusive");
    const { line_items: second } = await lineOf("inclusive");
    const session = await inParis({
      line_items: [...first, ...first, ...second],
      shipping_options: [delivery(600, { tax_behavior: "inclusive" })],
    });
    expect(session.total_details?.breakdown?.taxes).toMatchObject([
      { amount: 2_000, taxable_amount: 10_000, rate: { inclusive: false, percentage: 20 } },
      { amount: 933, taxable_amount: 4_667, rate: { inclusive: true, percentage: 20 } },
    ]);
    expect(session.shipping_cost).not.toHaveProperty("taxes");
  });
});

describe("the account's tax settings", () => {
  it("are active, and changed one by one", async () => {
    const settings = await stripe.tax.settings.retrieve();
    expect(settings).toMatchObject({
      object: "tax.settings",
      status: "active",
      defaults: { provider: "stripe", tax_behavior: "inferred_by_currency", tax_code: "txcd_99999999" },
    });
    const changed = await stripe.tax.settings.update({ defaults: { tax_code: NONTAXABLE } });
    expect(changed.defaults).toEqual({ ...settings.defaults, tax_code: NONTAXABLE });
    expect(sums(await inParis(await lineOf("exclusive")))).toMatchObject({ tax: 0 });
    await stripe.tax.settings.update({ defaults: { tax_code: "txcd_99999999" } });
  });

  it("refuse an unknown behavior", async () => {
    const wrong = stripe.tax.settings.update({ defaults: { tax_behavior: "unspecified" } });
    expect(await failure(wrong)).toMatchObject({ statusCode: 400, param: "defaults[tax_behavior]" });
  });
});
