import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser, failure, makePrice, makeSession, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const calculate = (
  address: { country: string; state?: string; postal_code?: string } | undefined,
  extra: Partial<Stripe.Tax.CalculationCreateParams> = {},
) =>
  stripe.tax.calculations.create({
    currency: "eur",
    line_items: [{ amount: 10_000, reference: "mug" }],
    customer_details: { ...(address && { address }), address_source: "shipping" },
    ...extra,
  });

describe("a tax calculation", () => {
  it("adds the tax of the address to the price", async () => {
    const calculation = await calculate({ country: "FR" }, { shipping_cost: { amount: 500 } });
    expect(calculation).toMatchObject({
      object: "tax.calculation",
      amount_total: 12_600,
      tax_amount_exclusive: 2_100,
      tax_amount_inclusive: 0,
      customer_details: {
        address: { country: "FR" },
        address_source: "shipping",
        taxability_override: "none",
      },
      shipping_cost: { amount: 500, amount_tax: 100, tax_behavior: "exclusive" },
      tax_breakdown: [
        {
          amount: 2_100,
          inclusive: false,
          taxable_amount: 10_500,
          taxability_reason: "standard_rated",
          tax_rate_details: { country: "FR", percentage_decimal: "20.0", tax_type: "vat" },
        },
      ],
    });
    expect(calculation.line_items).toBeUndefined();
  });

  it("finds the tax in a price that includes it", async () => {
    const { amount_total, tax_amount_exclusive, tax_amount_inclusive } = await calculate(
      { country: "DE" },
      { line_items: [{ amount: 11_900, reference: "mug", tax_behavior: "inclusive" }] },
    );
    expect({ amount_total, tax_amount_exclusive, tax_amount_inclusive }).toEqual({
      amount_total: 11_900,
      tax_amount_exclusive: 0,
      tax_amount_inclusive: 1_900,
    });
  });

  it("is the sales tax of the state in the United States", async () => {
    const calculation = await calculate({ country: "US", state: "CA", postal_code: "94111" });
    expect(calculation).toMatchObject({
      tax_amount_exclusive: 725,
      tax_breakdown: [
        { tax_rate_details: { state: "CA", percentage_decimal: "7.25", tax_type: "sales_tax" } },
      ],
    });
  });

  it("is zero for countries without a tax in the table, and for an exempt customer", async () => {
    expect(await calculate({ country: "CH" })).toMatchObject({
      tax_amount_exclusive: 0,
      amount_total: 10_000,
      tax_breakdown: [{ amount: 0, taxability_reason: "not_collecting" }],
    });
    const exempt = await calculate(undefined, {
      customer_details: {
        address: { country: "FR" },
        address_source: "billing",
        taxability_override: "customer_exempt",
      },
    });
    expect(exempt).toMatchObject({
      tax_amount_exclusive: 0,
      tax_breakdown: [{ taxability_reason: "customer_exempt" }],
    });
  });

  it("includes its lines, and their tax, when asked for", async () => {
    const line_items = [
      { amount: 1_000, reference: "mug", quantity: 2, tax_code: "txcd_35010000" },
      { amount: 1_250, reference: "bowl" },
    ];
    const { id, line_items: lines } = await calculate(
      { country: "FI" },
      { line_items, expand: ["line_items.data.tax_breakdown"] },
    );
    expect(lines?.data).toMatchObject([
      {
        object: "tax.calculation_line_item",
        reference: "mug",
        quantity: 2,
        amount_tax: 255,
        tax_code: "txcd_35010000",
        tax_breakdown: [
          {
            jurisdiction: { country: "FI", level: "country" },
            tax_rate_details: { percentage_decimal: "25.5", tax_type: "vat" },
          },
        ],
      },
      { reference: "bowl", quantity: 1, amount_tax: 319 },
    ]);
    const page = await stripe.tax.calculations.listLineItems(id ?? "", { limit: 1 });
    expect(page).toMatchObject({ has_more: true, data: [{ reference: "mug" }] });
    expect(page.data[0]).not.toHaveProperty("tax_breakdown");
  });

  it.each(["exclusive", "inclusive"] as const)(
    "is equal to the tax of a session at the same address: %s",
    async (tax_behavior) => {
      const price = await makePrice(stripe, 2_499, { tax_behavior });
      const session = await makeSession(stripe, {
        line_items: [{ price: price.id, quantity: 3 }],
        automatic_tax: { enabled: true },
        shipping_address_collection: { allowed_countries: ["IE"] },
      });
      const answer = await browser(local.url).post(`/v1/payment_pages/${session.id}`, {
        client_secret: session.client_secret,
        shipping: { name: "Ada Lovelace", address: { country: "IE" } },
      });
      const { amount_total, tax_amount_exclusive, tax_amount_inclusive } = await calculate(
        { country: "IE" },
        { line_items: [{ amount: session.amount_subtotal ?? 0, reference: "mugs", tax_behavior }] },
      );
      expect(amount_total).toBe(answer.body.session.amount_total);
      const tax = tax_amount_exclusive + tax_amount_inclusive;
      expect(tax).toBe(answer.body.session.total_details.amount_tax);
    },
  );

  it("uses the tax code of a line, otherwise that of its product", async () => {
    const { id: product } = await stripe.products.create({ name: "Gift card", tax_code: "txcd_00000000" });
    const line_items = [
      { amount: 1_000, reference: "gift card", product },
      { amount: 1_000, reference: "engraving", product, tax_code: "txcd_20030000" },
      { amount: 1_000, reference: "mug" },
    ];
    const calculation = await calculate(
      { country: "FR" },
      { line_items, expand: ["line_items.data.tax_breakdown"] },
    );
    expect(calculation.tax_amount_exclusive).toBe(400);
    expect(calculation.line_items?.data).toMatchObject([
      {
        amount_tax: 0,
        tax_code: "txcd_00000000",
        tax_breakdown: [{ taxability_reason: "product_exempt", tax_rate_details: null }],
      },
      { amount_tax: 200, tax_code: "txcd_20030000" },
      { amount_tax: 200, tax_code: "txcd_99999999" },
    ]);
  });

  it("reads everything about a shipping rate from the rate", async () => {
    const rate = await stripe.shippingRates.create({
      display_name: "Standard",
      type: "fixed_amount",
      fixed_amount: { amount: 600, currency: "eur" },
      tax_behavior: "inclusive",
    });
    const calculation = await calculate({ country: "FR" }, { shipping_cost: { shipping_rate: rate.id } });
    expect(calculation.shipping_cost).toMatchObject({
      amount: 600,
      amount_tax: 100,
      tax_behavior: "inclusive",
    });
    for (const said of [
      { amount: 600 },
      { tax_behavior: "exclusive" as const },
      { tax_code: "txcd_00000000" },
    ]) {
      const both = calculate({ country: "FR" }, { shipping_cost: { shipping_rate: rate.id, ...said } });
      expect(await failure(both)).toMatchObject({ param: `shipping_cost[${Object.keys(said)[0]}]` });
    }
  });

  it("uses a customer's address, the delivery address first", async () => {
    const customer = await stripe.customers.create({
      address: { country: "FR" },
      shipping: { name: "Ada Lovelace", address: { country: "DE" } },
    });
    const calculation = await calculate(undefined, { customer: customer.id, customer_details: undefined });
    expect(calculation).toMatchObject({
      customer: customer.id,
      tax_amount_exclusive: 1_900,
      customer_details: { address_source: "shipping" },
    });
  });

  it.each([
    ["customer_tax_location_invalid", { country: "US" }, {}],
    ["customer_tax_location_invalid", undefined, {}],
    ["parameter_missing", { country: "FR" }, { customer_details: undefined }],
    ["parameter_missing", { country: "FR" }, { line_items: [] }],
    ["parameter_missing", { country: "FR" }, { shipping_cost: { tax_behavior: "inclusive" } }],
    ["resource_missing", { country: "FR" }, { line_items: [{ amount: 5, product: "prod_unknown" }] }],
  ])("is refused with %s", async (code, address, extra) => {
    expect(await failure(calculate(address, extra))).toMatchObject({ statusCode: 400, code });
  });

  it("needs different references", async () => {
    const line_items = [
      { amount: 1, reference: "mug" },
      { amount: 2, reference: "mug" },
    ];
    expect(await failure(calculate({ country: "FR" }, { line_items }))).toMatchObject({
      param: "line_items[1][reference]",
    });
  });

  it("is recorded on the PaymentIntent that it was made for", async () => {
    const { id } = await calculate({ country: "FR" });
    const hooks = { inputs: { tax: { calculation: id ?? "" } } };
    const intent = await stripe.paymentIntents.create({ amount: 12_000, currency: "eur", hooks });
    expect(intent.hooks).toEqual(hooks);
    const unknown = { inputs: { tax: { calculation: "taxcalc_unknown" } } };
    const refused = stripe.paymentIntents.create({ amount: 12_000, currency: "eur", hooks: unknown });
    expect(await failure(refused)).toMatchObject({ code: "resource_missing" });
  });

  it("is kept for ninety days", async () => {
    const { id, expires_at } = await calculate({ country: "FR" });
    expect((await stripe.tax.calculations.retrieve(id ?? "")).expires_at).toBe(expires_at);
    await local.control("clock", { advance_seconds: 90 * 86_400 + 1 });
    expect((await failure(stripe.tax.calculations.retrieve(id ?? ""))).code).toBe("resource_missing");
  });
});
