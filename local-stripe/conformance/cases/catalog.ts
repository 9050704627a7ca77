import { asks, type Case, refuses } from "../case";
import { aPrice } from "./parts";

/** Goods, what they cost, and what is taken off. */
export const CATALOG_CASES: readonly Case[] = [
  {
    name: "a product, until it is gone",
    source: "https://docs.stripe.com/api/products",
    steps: [
      asks(
        "POST /v1/products",
        { name: "Mug", images: ["https://example.com/mug.png"] },
        {},
        { as: "product" },
      ),
      asks("POST /v1/products/{product.id}", { description: "Stoneware" }, { description: "Stoneware" }),
      asks("GET /v1/products/{product.id}", {}, { name: "Mug", active: true, default_price: null }),
      asks("GET /v1/products", { ids: ["{product.id}"] }, { data: [{ id: "{product.id}" }] }),
      asks("DELETE /v1/products/{product.id}", {}, { deleted: true }),
    ],
  },
  {
    name: "a product with a price stays",
    source: "https://docs.stripe.com/api/products/delete",
    steps: [aPrice(), refuses("DELETE /v1/products/{price.product}", {}, { type: "invalid_request_error" })],
  },
  {
    name: "a price, and its key that another takes over",
    source: "https://docs.stripe.com/products-prices/manage-prices#lookup-keys",
    steps: [
      aPrice({ lookup_key: "{run.id}" }),
      aPrice({ lookup_key: "{run.id}", transfer_lookup_key: true }, "other"),
      asks("GET /v1/prices/{price.id}", {}, { lookup_key: null }),
      asks("GET /v1/prices", { lookup_keys: ["{run.id}"] }, { data: [{ id: "{other.id}" }] }),
      asks("POST /v1/prices/{other.id}", { active: false, nickname: "Old" }, { active: false }),
    ],
  },
  {
    name: "a coupon and its code",
    source: "https://docs.stripe.com/billing/subscriptions/coupons",
    steps: [
      asks("POST /v1/coupons", { percent_off: 10, duration: "once" }, { valid: true }, { as: "coupon" }),
      asks("POST /v1/coupons/{coupon.id}", { name: "Ten" }, { name: "Ten" }),
      asks(
        "POST /v1/promotion_codes",
        { promotion: { type: "coupon", coupon: "{coupon.id}" }, code: "TEN{run.id}" },
        { active: true, times_redeemed: 0 },
        { as: "code" },
      ),
      asks(
        "GET /v1/promotion_codes/{code.id}",
        { expand: ["promotion.coupon"] },
        {
          promotion: { coupon: { percent_off: 10 } },
        },
      ),
      asks("GET /v1/promotion_codes", { code: "TEN{run.id}" }, { data: [{ id: "{code.id}" }] }),
      asks("POST /v1/promotion_codes/{code.id}", { active: false }, { active: false }),
      asks("GET /v1/coupons/{coupon.id}", {}, { times_redeemed: 0 }),
      asks("GET /v1/coupons", { limit: 1 }, { object: "list" }),
      asks("DELETE /v1/coupons/{coupon.id}", {}, { deleted: true }),
    ],
  },
  {
    name: "a rate of delivery",
    source: "https://docs.stripe.com/api/shipping_rates",
    steps: [
      asks(
        "POST /v1/shipping_rates",
        {
          display_name: "Post",
          type: "fixed_amount",
          fixed_amount: { amount: 500, currency: "eur" },
          delivery_estimate: { minimum: { unit: "day", value: 2 }, maximum: { unit: "day", value: 4 } },
        },
        { active: true },
        { as: "rate" },
      ),
      asks("POST /v1/shipping_rates/{rate.id}", { active: false }, { active: false }),
      asks("GET /v1/shipping_rates/{rate.id}", {}, { fixed_amount: { amount: 500 } }),
      asks("GET /v1/shipping_rates", { limit: 1 }, { object: "list" }),
    ],
  },
  {
    name: "a coupon spread over three lines",
    assumes: ["a coupon is spread over the lines by largest remainders"],
    steps: [
      asks("POST /v1/coupons", { amount_off: 100, currency: "eur", duration: "once" }, {}, { as: "coupon" }),
      asks(
        "POST /v1/checkout/sessions",
        {
          mode: "payment",
          success_url: "https://example.com/done",
          discounts: [{ coupon: "{coupon.id}" }],
          line_items: [999, 999, 1_001].map((unit_amount) => ({
            quantity: 1,
            price_data: { currency: "eur", unit_amount, product_data: { name: "Mug" } },
          })),
        },
        { amount_total: 2_899 },
        { as: "session" },
      ),
      asks(
        "GET /v1/checkout/sessions/{session.id}/line_items",
        {},
        {
          data: [
            { amount_discount: "<number>" },
            { amount_discount: "<number>" },
            { amount_discount: "<number>" },
          ],
        },
      ),
    ],
  },
  {
    name: "the tax of three lines that each have half a cent",
    assumes: ["Tax is rounded line by line"],
    steps: [
      asks(
        "POST /v1/tax/calculations",
        {
          currency: "eur",
          line_items: [102, 102, 102].map((amount, at) => ({ amount, reference: `line ${at}` })),
          customer_details: { address: { country: "AT", postal_code: "1010" }, address_source: "shipping" },
        },
        { amount_total: "<number>" },
        { as: "calculation" },
      ),
      asks("GET /v1/tax/calculations/{calculation.id}", {}, { object: "tax.calculation" }),
      asks("GET /v1/tax/calculations/{calculation.id}/line_items", {}, { object: "list" }),
      asks("GET /v1/tax/settings", {}, { object: "tax.settings" }),
    ],
  },
];
