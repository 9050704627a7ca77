import { asks, type Case, refuses } from "../case";
import { aPrice, customerWith, DONE, daysAfter, SUBSCRIBES, subscriber } from "./parts";

const INVOICE = { expand: ["latest_invoice"] };
const IS = "GET /v1/subscriptions/{subscription.id}";

const subscribes = (body: object = {}, expect: object = {}) =>
  asks("POST /v1/subscriptions", { ...SUBSCRIBES, ...INVOICE, ...body }, expect, { as: "subscription" });

/** Invoices of a shop's own, schedules, discounts of subscriptions, and the portal's flows. */
export const BILLING_CASES: readonly Case[] = [
  {
    name: "an invoice of one's own, from draft to paid",
    source: "https://docs.stripe.com/invoicing/integration",
    steps: [
      ...customerWith("pm_card_visa"),
      asks(
        "POST /v1/invoiceitems",
        { customer: "{customer.id}", amount: 1_000, currency: "eur", description: "Work" },
        { invoice: null },
        { as: "work" },
      ),
      asks(
        "POST /v1/invoices",
        { customer: "{customer.id}", currency: "eur", pending_invoice_items_behavior: "include" },
        { status: "draft", total: 1_000, number: null },
        { as: "invoice" },
      ),
      asks(
        "POST /v1/invoiceitems",
        { customer: "{customer.id}", invoice: "{invoice.id}", amount: 500, currency: "eur" },
        {},
        { as: "item" },
      ),
      asks("POST /v1/invoiceitems/{item.id}", { amount: 700 }, { amount: 700 }),
      asks("GET /v1/invoiceitems/{item.id}", {}, { invoice: "{invoice.id}" }),
      asks("GET /v1/invoiceitems", { invoice: "{invoice.id}" }, { object: "list" }),
      asks("POST /v1/invoices/{invoice.id}", { description: "July" }, { description: "July", total: 1_700 }),
      asks("POST /v1/invoices/{invoice.id}/finalize", {}, { status: "open", hosted_invoice_url: "<text>" }),
      refuses("DELETE /v1/invoiceitems/{item.id}", {}, { type: "invalid_request_error" }),
      asks("POST /v1/invoices/{invoice.id}/send", {}, { status: "open" }),
      asks("POST /v1/invoices/{invoice.id}/pay", {}, { status: "paid", amount_paid: 1_700 }),
    ],
  },
  {
    name: "an invoice of one's own that is deleted, and one that is given up",
    source: "https://docs.stripe.com/invoicing/overview",
    steps: [
      ...customerWith("pm_card_chargeCustomerFail"),
      asks("POST /v1/invoices", { customer: "{customer.id}", currency: "eur" }, {}, { as: "empty" }),
      asks("DELETE /v1/invoices/{empty.id}", {}, { deleted: true }),
      asks(
        "POST /v1/invoiceitems",
        { customer: "{customer.id}", amount: 900, currency: "eur" },
        {},
        { as: "gone" },
      ),
      asks("DELETE /v1/invoiceitems/{gone.id}", {}, { deleted: true }),
      asks("POST /v1/invoices", { customer: "{customer.id}", currency: "eur" }, {}, { as: "invoice" }),
      asks("POST /v1/invoiceitems", {
        customer: "{customer.id}",
        invoice: "{invoice.id}",
        amount: 900,
        currency: "eur",
      }),
      asks("POST /v1/invoices/{invoice.id}/finalize", {}, { status: "open" }),
      refuses("POST /v1/invoices/{invoice.id}/pay", {}, { type: "card_error" }, { status: 402 }),
      asks("POST /v1/invoices/{invoice.id}/mark_uncollectible", {}, { status: "uncollectible" }),
    ],
  },
  {
    name: "a schedule that changes the plan with the next period",
    source: "https://docs.stripe.com/billing/subscriptions/subscription-schedules",
    steps: [
      ...subscriber(),
      aPrice({ unit_amount: 1_000, recurring: { interval: "month" } }, "cheaper"),
      subscribes(),
      asks(
        "POST /v1/subscription_schedules",
        { from_subscription: "{subscription.id}" },
        { status: "active", subscription: "{subscription.id}" },
        { as: "schedule" },
      ),
      asks("GET /v1/subscription_schedules", { customer: "{customer.id}" }, { data: [{ status: "active" }] }),
      asks("POST /v1/subscription_schedules/{schedule.id}", {
        end_behavior: "release",
        phases: [
          {
            items: [{ price: "{price.id}", quantity: 1 }],
            start_date: "{schedule.phases.0.start_date}",
            end_date: "{schedule.phases.0.end_date}",
          },
          { items: [{ price: "{cheaper.id}", quantity: 1 }], proration_behavior: "none" },
        ],
      }),
      ...daysAfter(32),
      asks(IS, INVOICE, { latest_invoice: { amount_paid: 1_000 } }),
      asks("POST /v1/subscription_schedules/{schedule.id}/release", {}, { status: "released" }),
      asks("GET /v1/subscription_schedules/{schedule.id}", {}, { subscription: null }),
    ],
  },
  {
    name: "a schedule that is cancelled with its subscription",
    source: "https://docs.stripe.com/billing/subscriptions/subscription-schedules",
    steps: [
      ...subscriber(),
      subscribes(),
      asks(
        "POST /v1/subscription_schedules",
        { from_subscription: "{subscription.id}" },
        {},
        { as: "schedule" },
      ),
      asks("POST /v1/subscription_schedules/{schedule.id}/cancel", {}, { status: "canceled" }),
      asks(IS, {}, { status: "canceled" }),
    ],
  },
  {
    name: "a trial that pauses without a payment method, and is resumed",
    source: "https://docs.stripe.com/billing/subscriptions/trials",
    steps: [
      asks(
        "POST /v1/test_helpers/test_clocks",
        { frozen_time: "{run.now}" },
        { status: "ready" },
        { as: "clock" },
      ),
      asks("POST /v1/customers", { test_clock: "{clock.id}" }, {}, { as: "customer" }),
      aPrice({ recurring: { interval: "month" } }),
      subscribes({
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: "pause" } },
      }),
      ...daysAfter(9),
      asks(IS, {}, { status: "paused" }),
      asks("POST /v1/payment_methods/pm_card_visa/attach", { customer: "{customer.id}" }, {}, { as: "card" }),
      asks("POST /v1/subscriptions/{subscription.id}", { default_payment_method: "{card.id}" }),
      asks("POST /v1/subscriptions/{subscription.id}/resume", { billing_cycle_anchor: "now" }),
      asks(IS, {}, { status: "active" }),
    ],
  },
  {
    name: "a discount for once, with a trial",
    assumes: ["(assumed with a trial)"],
    steps: [
      ...subscriber(),
      asks("POST /v1/coupons", { percent_off: 50, duration: "once" }, {}, { as: "coupon" }),
      subscribes({ trial_period_days: 7, discounts: [{ coupon: "{coupon.id}" }] }),
      ...daysAfter(9),
      asks(IS, INVOICE, { latest_invoice: { amount_paid: 1_500 }, discounts: [] }),
    ],
  },
  {
    name: "a flow of the portal that its configuration turns off",
    assumes: [
      "Sentences are assumed, but for the words",
      "configuration turns off is refused (sentence assumed)",
    ],
    steps: [
      ...subscriber(),
      subscribes(),
      asks(
        "POST /v1/billing_portal/configurations",
        { features: { invoice_history: { enabled: true } } },
        {},
        { as: "configuration" },
      ),
      refuses(
        "POST /v1/billing_portal/sessions",
        {
          customer: "{customer.id}",
          configuration: "{configuration.id}",
          return_url: DONE,
          flow_data: {
            type: "subscription_cancel",
            subscription_cancel: { subscription: "{subscription.id}" },
          },
        },
        { type: "invalid_request_error" },
      ),
    ],
  },
];
