import { asks, type RequestStep } from "../case";

/** What cases have in common. */
export const DONE = "https://example.com/done";
export const DAY = 86_400;
export const PAY = { amount: 2_000, currency: "eur", confirm: true, return_url: DONE };
export const AGREED = { customer_acceptance: { type: "offline" } };
export const OWNER = {
  name: "Ada Example",
  email: "ada@example.com",
  address: { line1: "1 Example Street", city: "Paris", postal_code: "75001", country: "FR" },
};

/** A customer with a saved card, as `customer` and `card`. */
export function customerWith(card: string, body: Record<string, unknown> = {}): RequestStep[] {
  return [
    asks("POST /v1/customers", body, {}, { as: "customer" }),
    asks(`POST /v1/payment_methods/${card}/attach`, { customer: "{customer.id}" }, {}, { as: "card" }),
    asks("POST /v1/customers/{customer.id}", {
      invoice_settings: { default_payment_method: "{card.id}" },
    }),
  ];
}

/** A price with a product of its own, as `price`. */
export function aPrice(body: Record<string, unknown> = {}, as = "price"): RequestStep {
  const plain = { currency: "eur", unit_amount: 3_000, product_data: { name: "Plan" } };
  return asks("POST /v1/prices", { ...plain, ...body }, {}, { as });
}

/** Somebody who can subscribe, with a clock that is the subscription's own: `clock`, `customer`, `price`. */
export function subscriber(card = "pm_card_visa"): RequestStep[] {
  return [
    asks(
      "POST /v1/test_helpers/test_clocks",
      { frozen_time: "{run.now}" },
      { status: "ready" },
      { as: "clock" },
    ),
    ...customerWith(card, { test_clock: "{clock.id}" }),
    aPrice({ recurring: { interval: "month" } }),
  ];
}

export const SUBSCRIBES = { customer: "{customer.id}", items: [{ price: "{price.id}" }] };

/** The subscriber's clock is so many days after the case's beginning. */
export function daysAfter(days: number): RequestStep[] {
  return [
    asks("POST /v1/test_helpers/test_clocks/{clock.id}/advance", { frozen_time: `{run.now+${days}d}` }),
    // Stripe takes its time; the local clock is there at once.
    asks("GET /v1/test_helpers/test_clocks/{clock.id}", {}, { status: "ready" }, { atStripe: 110 }),
  ];
}
