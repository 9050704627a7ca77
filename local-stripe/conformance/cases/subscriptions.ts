import { asks, type Case, refuses } from "../case";
import { aPrice, customerWith, DONE, daysAfter, SUBSCRIBES, subscriber } from "./parts";

const DETAILS = ["(assumed in its details"];
const INVOICE = { expand: ["latest_invoice"] };
const subscribes = (body: object, expect: object, more: object = {}) =>
  asks("POST /v1/subscriptions", { ...SUBSCRIBES, ...INVOICE, ...body }, expect, {
    as: "subscription",
    ...more,
  });
const IS = "GET /v1/subscriptions/{subscription.id}";

const pauses = (behavior: string, status: string): Case => ({
  name: `a subscription that is paused: ${behavior}`,
  assumes: ["with its three behaviours (assumed"],
  steps: [
    ...subscriber(),
    subscribes({}, { status: "active" }),
    asks(
      "POST /v1/subscriptions/{subscription.id}",
      { pause_collection: { behavior } },
      {
        status: "active",
        pause_collection: { behavior },
      },
    ),
    ...daysAfter(32),
    asks(IS, INVOICE, { status: "active", latest_invoice: { status } }),
  ],
});

/** Subscriptions, their invoices and the portal, moved by test clocks. */
export const SUBSCRIPTION_CASES: readonly Case[] = [
  {
    name: "a subscription that is paid, and again a month later",
    source: "https://docs.stripe.com/billing/subscriptions/overview",
    steps: [
      ...subscriber(),
      subscribes(
        {},
        {
          status: "active",
          latest_invoice: { status: "paid", amount_paid: 3_000, billing_reason: "subscription_create" },
        },
      ),
      asks("GET /v1/subscription_items", { subscription: "{subscription.id}" }, { data: [{ quantity: 1 }] }),
      asks("GET /v1/invoices/{subscription.latest_invoice.id}", {}, { attempt_count: 1 }),
      asks("GET /v1/invoices/{subscription.latest_invoice.id}/lines", {}, { data: [{ amount: 3_000 }] }),
      ...daysAfter(32),
      asks(IS, INVOICE, {
        status: "active",
        latest_invoice: { billing_reason: "subscription_cycle", status: "paid" },
      }),
      asks(
        "GET /v1/invoices",
        { subscription: "{subscription.id}" },
        { data: [{ status: "paid" }, { status: "paid" }] },
      ),
      asks("GET /v1/subscriptions", { customer: "{customer.id}" }, { data: [{ id: "{subscription.id}" }] }),
      asks("GET /v1/test_helpers/test_clocks", { limit: 1 }, { object: "list" }),
      asks("DELETE /v1/test_helpers/test_clocks/{clock.id}", {}, { deleted: true }),
    ],
  },
  {
    name: "a trial",
    source: "https://docs.stripe.com/billing/subscriptions/trials",
    steps: [
      ...subscriber(),
      subscribes(
        { trial_period_days: 7 },
        { status: "trialing", latest_invoice: { amount_due: 0, status: "paid" } },
      ),
      ...daysAfter(9),
      asks(IS, INVOICE, { status: "active", latest_invoice: { amount_paid: 3_000 } }),
    ],
  },
  {
    name: "a first payment that fails: allow_incomplete",
    assumes: DETAILS,
    steps: [
      ...subscriber("pm_card_chargeCustomerFail"),
      subscribes(
        { payment_behavior: "allow_incomplete" },
        { status: "incomplete", latest_invoice: { status: "open", attempt_count: 1 } },
      ),
      asks("POST /v1/payment_methods/pm_card_visa/attach", { customer: "{customer.id}" }, {}, { as: "good" }),
      asks(
        "POST /v1/invoices/{subscription.latest_invoice.id}/pay",
        { payment_method: "{good.id}" },
        { status: "paid" },
      ),
      asks(IS, {}, { status: "active" }),
    ],
  },
  {
    name: "a first payment that fails: error_if_incomplete",
    assumes: DETAILS,
    steps: [
      ...subscriber("pm_card_chargeCustomerFail"),
      refuses(
        "POST /v1/subscriptions",
        { ...SUBSCRIBES, payment_behavior: "error_if_incomplete" },
        { code: "card_declined" },
        { status: 402 },
      ),
      asks("GET /v1/subscriptions", { customer: "{customer.id}", status: "all" }, { data: [] }),
      asks("GET /v1/invoices", { customer: "{customer.id}" }, { data: [{ status: "void" }] }),
    ],
  },
  {
    name: "a first payment that waits for the page: default_incomplete",
    assumes: DETAILS,
    steps: [
      ...subscriber(),
      subscribes(
        { payment_behavior: "default_incomplete", expand: ["latest_invoice.confirmation_secret"] },
        {
          status: "incomplete",
          latest_invoice: { status: "open", confirmation_secret: { client_secret: "<text>" } },
        },
      ),
      ...daysAfter(1),
      asks(IS, INVOICE, { status: "incomplete_expired", latest_invoice: { status: "void" } }),
    ],
  },
  {
    name: "a renewal that fails, and is tried again",
    assumes: [
      "7 days (assumed; at Stripe a setting)",
      "a refused renewal is tried again after 3, 5 and 7 days",
    ],
    steps: [
      ...subscriber(),
      subscribes({}, { status: "active" }),
      asks(
        "POST /v1/payment_methods/pm_card_chargeCustomerFail/attach",
        { customer: "{customer.id}" },
        {},
        { as: "bad" },
      ),
      asks("POST /v1/subscriptions/{subscription.id}", { default_payment_method: "{bad.id}" }),
      ...daysAfter(32),
      asks(IS, INVOICE, {
        status: "past_due",
        latest_invoice: { status: "open", attempt_count: 1, next_payment_attempt: "<number>" },
      }),
      ...daysAfter(35),
      asks(IS, INVOICE, { latest_invoice: { attempt_count: 2 } }),
      ...daysAfter(50),
      asks(IS, INVOICE, { status: "canceled", cancellation_details: { reason: "payment_failed" } }),
    ],
  },
  pauses("keep_as_draft", "draft"),
  pauses("mark_uncollectible", "uncollectible"),
  pauses("void", "void"),
  {
    name: "another price in the middle of a period",
    source: "https://docs.stripe.com/billing/subscriptions/prorations",
    steps: [
      ...subscriber(),
      aPrice({ unit_amount: 9_000, recurring: { interval: "month" } }, "dearer"),
      subscribes({}, { status: "active" }),
      ...daysAfter(10),
      asks(
        "POST /v1/subscriptions/{subscription.id}",
        {
          ...INVOICE,
          items: [{ id: "{subscription.items.data.0.id}", price: "{dearer.id}" }],
          proration_behavior: "always_invoice",
        },
        { latest_invoice: { status: "paid", billing_reason: "subscription_update" } },
      ),
    ],
  },
  {
    name: "a subscription that ends with its period, and one that ends at once",
    source: "https://docs.stripe.com/billing/subscriptions/cancel",
    steps: [
      ...subscriber(),
      subscribes({}, { status: "active" }),
      asks(
        "POST /v1/subscriptions/{subscription.id}",
        { cancel_at_period_end: true },
        {
          status: "active",
          cancel_at_period_end: true,
          cancel_at: "<number>",
        },
      ),
      ...daysAfter(32),
      asks(IS, {}, { status: "canceled", cancellation_details: { reason: "cancellation_requested" } }),
      subscribes({}, { status: "active" }, { as: "other" }),
      asks("DELETE /v1/subscriptions/{other.id}", {}, { status: "canceled", ended_at: "<number>" }),
    ],
  },
  {
    name: "an invoice that is made void",
    source: "https://docs.stripe.com/invoicing/overview",
    steps: [
      ...subscriber(),
      subscribes({ payment_behavior: "default_incomplete" }, { status: "incomplete" }),
      asks("POST /v1/invoices/{subscription.latest_invoice.id}/void", {}, { status: "void" }),
      refuses(
        "POST /v1/invoices/{subscription.latest_invoice.id}/pay",
        {},
        { type: "invalid_request_error" },
      ),
      refuses(
        "POST /v1/invoices/{subscription.latest_invoice.id}/void",
        {},
        { type: "invalid_request_error" },
      ),
      asks(IS, INVOICE, { latest_invoice: { status: "void" } }),
    ],
  },
  {
    name: "the portal and what it offers",
    source: "https://docs.stripe.com/customer-management",
    steps: [
      ...customerWith("pm_card_visa"),
      asks(
        "POST /v1/billing_portal/configurations",
        {
          business_profile: { headline: "Your plan" },
          features: {
            invoice_history: { enabled: true },
            subscription_cancel: { enabled: true, mode: "at_period_end" },
          },
        },
        { active: true, features: { invoice_history: { enabled: true } } },
        { as: "configuration" },
      ),
      asks(
        "POST /v1/billing_portal/configurations/{configuration.id}",
        { features: { payment_method_update: { enabled: true } } },
        { features: { payment_method_update: { enabled: true }, invoice_history: { enabled: true } } },
      ),
      asks("GET /v1/billing_portal/configurations/{configuration.id}", {}, { is_default: false }),
      asks("GET /v1/billing_portal/configurations", { is_default: false, limit: 1 }, { object: "list" }),
      asks(
        "POST /v1/billing_portal/sessions",
        { customer: "{customer.id}", configuration: "{configuration.id}", return_url: DONE },
        { url: "<text>", return_url: DONE },
      ),
    ],
  },
];
