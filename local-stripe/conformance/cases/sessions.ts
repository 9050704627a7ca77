import { asks, type Case, refuses } from "../case";
import { aPrice, DONE } from "./parts";

const LINES = { line_items: [{ price: "{price.id}", quantity: 2 }] };
const HOSTED = { mode: "payment", success_url: DONE, ...LINES };

/** Checkout Sessions on every page, and payment links. */
export const SESSION_CASES: readonly Case[] = [
  {
    name: "a hosted session, until it expires",
    source: "https://docs.stripe.com/payments/checkout",
    steps: [
      aPrice(),
      asks(
        "POST /v1/checkout/sessions",
        {
          ...HOSTED,
          cancel_url: "https://example.com/cart",
          client_reference_id: "cart-1",
          metadata: { one: "1" },
          phone_number_collection: { enabled: true },
          custom_text: { submit: { message: "Thank you" } },
          custom_fields: [{ key: "gift", label: { type: "custom", custom: "Gift" }, type: "text" }],
          consent_collection: { promotions: "auto" },
        },
        {
          status: "open",
          payment_status: "unpaid",
          amount_total: 6_000,
          url: "<text>",
          payment_intent: null,
          ui_mode: "hosted_page",
        },
        { as: "session" },
      ),
      asks(
        "GET /v1/checkout/sessions/{session.id}",
        { expand: ["line_items"] },
        {
          line_items: { data: [{ quantity: 2, amount_total: 6_000 }] },
        },
      ),
      asks("GET /v1/checkout/sessions/{session.id}/line_items", {}, { data: [{ quantity: 2 }] }),
      asks(
        "POST /v1/checkout/sessions/{session.id}",
        { metadata: { two: "2" } },
        { metadata: { one: "1", two: "2" } },
      ),
      asks("POST /v1/checkout/sessions/{session.id}/expire", {}, { status: "expired", url: null }),
      refuses("POST /v1/checkout/sessions/{session.id}/expire", {}, { type: "invalid_request_error" }),
    ],
  },
  ...["embedded_page", "elements"].map((ui_mode) => ({
    name: `a session with ui_mode ${ui_mode}`,
    source: "https://docs.stripe.com/payments/checkout/how-checkout-works",
    steps: [
      aPrice(),
      asks(
        "POST /v1/checkout/sessions",
        { mode: "payment", ui_mode, return_url: DONE, ...LINES },
        { ui_mode, client_secret: "<text>", url: null, success_url: null },
      ),
      refuses(
        "POST /v1/checkout/sessions",
        { ...HOSTED, ui_mode },
        { type: "invalid_request_error", message: "<text>" },
      ),
    ],
  })),
  {
    name: "a list of sessions that expands what was bought and given back",
    assumes: ["`data.line_items` and `data.payment_intent.latest_charge.refunds`"],
    steps: [
      aPrice(),
      asks("POST /v1/checkout/sessions", HOSTED),
      asks(
        "GET /v1/checkout/sessions",
        { limit: 1, expand: ["data.line_items", "data.payment_intent.latest_charge.refunds"] },
        { data: [{ line_items: { data: [{ quantity: 2 }] } }] },
      ),
    ],
  },
  {
    name: "a session whose code takes something off",
    source: "https://docs.stripe.com/payments/checkout/discounts",
    steps: [
      aPrice(),
      asks("POST /v1/coupons", { percent_off: 10, duration: "once" }, {}, { as: "coupon" }),
      asks(
        "POST /v1/checkout/sessions",
        { ...HOSTED, discounts: [{ coupon: "{coupon.id}" }], expand: ["total_details.breakdown"] },
        { amount_subtotal: 6_000, amount_total: 5_400, total_details: { amount_discount: 600 } },
      ),
      refuses(
        "POST /v1/checkout/sessions",
        { ...HOSTED, discounts: [{ coupon: "{coupon.id}" }], allow_promotion_codes: true },
        { type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "a session that delivers",
    source: "https://docs.stripe.com/payments/during-payment/charge-shipping",
    steps: [
      aPrice(),
      asks(
        "POST /v1/checkout/sessions",
        {
          ...HOSTED,
          shipping_address_collection: { allowed_countries: ["FR", "DE"] },
          shipping_options: [
            {
              shipping_rate_data: {
                display_name: "Post",
                type: "fixed_amount",
                fixed_amount: { amount: 500, currency: "eur" },
              },
            },
          ],
        },
        { amount_total: 6_500, shipping_cost: { amount_total: 500 } },
      ),
    ],
  },
  {
    name: "a session in mode setup has its SetupIntent from the start",
    assumes: ["setup's SetupIntent exists from the start"],
    steps: [
      asks(
        "POST /v1/checkout/sessions",
        { mode: "setup", currency: "eur", success_url: DONE },
        { mode: "setup", setup_intent: "<text>", payment_intent: null },
      ),
    ],
  },
  {
    name: "a session in mode subscription",
    source: "https://docs.stripe.com/payments/subscriptions",
    steps: [
      aPrice({ recurring: { interval: "month" } }),
      asks(
        "POST /v1/checkout/sessions",
        { ...HOSTED, mode: "subscription", subscription_data: { trial_period_days: 7 } },
        { mode: "subscription", subscription: null, amount_total: 0 },
      ),
      refuses("POST /v1/checkout/sessions", HOSTED, { type: "invalid_request_error" }),
    ],
  },
  {
    name: "a payment link",
    source: "https://docs.stripe.com/payment-links",
    steps: [
      aPrice(),
      asks(
        "POST /v1/payment_links",
        { ...LINES, after_completion: { type: "redirect", redirect: { url: DONE } }, metadata: { one: "1" } },
        { active: true, url: "<text>", currency: "eur" },
        { as: "link" },
      ),
      asks("GET /v1/payment_links/{link.id}", {}, { metadata: { one: "1" } }),
      asks("GET /v1/payment_links/{link.id}/line_items", {}, { data: [{ quantity: 2 }] }),
      asks("GET /v1/payment_links", { limit: 1 }, { object: "list" }),
      asks(
        "POST /v1/payment_links/{link.id}",
        { active: false, inactive_message: "Sold out" },
        { active: false, inactive_message: "Sold out" },
      ),
    ],
  },
];
