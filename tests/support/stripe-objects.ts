import type Stripe from "stripe";

/** Stripe's objects of a successful card payment of 24.90 EUR, as far as the store reads them. */

export const aStripeAddress: Stripe.Address = {
  line1: "1 rue de la Paix",
  line2: "Escalier B",
  city: "Paris",
  state: "IDF",
  postal_code: "75002",
  country: "FR",
};

/** The same address, and the card, as the store keeps them. */
export const KEPT_ADDRESS = {
  line1: "1 rue de la Paix",
  line2: "Escalier B",
  city: "Paris",
  state: "IDF",
  postalCode: "75002",
  country: "FR",
};
export const KEPT_CARD = { type: "card", brand: "visa", last4: "4242", fingerprint: "card_1" };

export const aStripeRefund = (changes: Partial<Stripe.Refund> = {}) =>
  ({
    id: "re_1",
    object: "refund",
    amount: 500,
    currency: "eur",
    status: "succeeded",
    payment_intent: "pi_1",
    reason: "requested_by_customer",
    metadata: {},
    created: 1_700_000_100,
    ...changes,
  }) as Stripe.Refund;

/** As it is kept of `aStripeCharge`. */
export const KEPT_CHARGE = {
  id: "ch_1",
  facts: {
    ...{ method: "card", brand: "visa", last4: "4242", country: null, funding: null, wallet: null },
    ...{ threeDSecure: null, cvcCheck: null, postalCodeCheck: null, riskLevel: null, riskScore: null },
    fee: null,
  },
  outcome: "succeeded",
  reason: null,
  at: new Date(1_795_000_000_000),
};

export const aStripeCharge = (changes: Partial<Stripe.Charge> = {}) =>
  ({
    id: "ch_1",
    object: "charge",
    created: 1_795_000_000,
    status: "succeeded",
    captured: true,
    amount: 2490,
    amount_captured: 2490,
    billing_details: { name: "Ada Payer", email: "payer@example.com" },
    payment_method_details: {
      type: "card",
      card: { brand: "visa", last4: "4242", fingerprint: "card_1" },
    },
    refunds: { data: [] as Stripe.Refund[] },
    ...changes,
  }) as Stripe.Charge;

export const aStripeIntent = (changes: Partial<Stripe.PaymentIntent> = {}) =>
  ({
    id: "pi_1",
    object: "payment_intent",
    status: "succeeded",
    amount: 2490,
    amount_received: 2490,
    currency: "eur",
    created: 1_700_000_000,
    metadata: { quote_revision: "3" },
    latest_charge: aStripeCharge(),
    payment_method: "pm_1",
    last_payment_error: null,
    receipt_email: "ada@example.com",
    shipping: { name: "Ada Lovelace", address: aStripeAddress },
    ...changes,
  }) as Stripe.PaymentIntent;

export const aStripeLine = (changes: Partial<Stripe.LineItem> = {}) =>
  ({
    id: "li_1",
    object: "item",
    amount_subtotal: 2000,
    quantity: 2,
    price: { id: "price_1" },
    metadata: {},
    ...changes,
  }) as Stripe.LineItem;

export const aStripeSession = (changes: Partial<Stripe.Checkout.Session> = {}) =>
  ({
    id: "cs_1",
    object: "checkout.session",
    status: "complete",
    payment_status: "paid",
    expires_at: 1_700_003_600,
    metadata: { quote_revision: "3" },
    payment_intent: aStripeIntent(),
    currency: "eur",
    amount_subtotal: 2500,
    amount_total: 2490,
    total_details: { amount_discount: 600, amount_shipping: 490, amount_tax: 100 },
    line_items: { data: [aStripeLine()] },
    shipping_cost: { shipping_rate: { id: "shr_1", metadata: { speed: "express" } } },
    customer_details: { email: "ada@example.com", name: "Ada Payer" },
    collected_information: { shipping_details: { name: "Ada Lovelace", address: aStripeAddress } },
    ...changes,
  }) as Stripe.Checkout.Session;

/** A dispute for which the bank has taken the money. */
export const aStripeDispute = (changes: Partial<Stripe.Dispute> = {}) =>
  ({
    id: "dp_1",
    object: "dispute",
    amount: 2490,
    currency: "eur",
    status: "needs_response",
    reason: "fraudulent",
    balance_transactions: [{ amount: -2490 }],
    evidence_details: { due_by: 1_700_600_000, has_evidence: false },
    is_charge_refundable: false,
    created: 1_700_000_200,
    ...changes,
  }) as Stripe.Dispute;
