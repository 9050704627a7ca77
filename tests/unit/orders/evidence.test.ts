import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { chargeEvidence } from "@/lib/orders/settle/charge-facts";
import { chargeAmounts, SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/settle/evidence";
import {
  aStripeAddress,
  aStripeCharge,
  aStripeIntent,
  aStripeLine,
  aStripeRefund,
  aStripeSession,
  KEPT_ADDRESS,
  KEPT_CARD,
  KEPT_CHARGE,
} from "@/tests/support/stripe-objects";

describe("what a Checkout Session tells", () => {
  it("is all that an order is settled by", () => {
    expect(sessionEvidence(aStripeSession())).toEqual({
      source: "session",
      stripeId: "cs_1",
      status: "paid",
      expiresAt: new Date("2023-11-14T23:13:20Z"),
      quoteRevision: 3,
      paymentIntentId: "pi_1",
      currency: "eur",
      subtotal: 2500,
      discount: 600,
      shipping: 490,
      tax: 100,
      total: 2490,
      lines: [{ priceId: "price_1", sku: null, quantity: 2, subtotal: 2000 }],
      shippingSpeed: "express",
      email: "ada@example.com",
      customerName: "Ada Payer",
      shippingName: "Ada Lovelace",
      shippingAddress: KEPT_ADDRESS,
      captured: 2490,
      paidWith: KEPT_CARD,
      charge: KEPT_CHARGE,
      refunds: [],
      disputes: [],
      failure: null,
    });
  });

  it("is expanded by what it is read from", () => {
    expect(SESSION_EXPANSION).toEqual([
      "line_items",
      "payment_intent.latest_charge.refunds",
      "payment_intent.latest_charge.balance_transaction",
      "shipping_cost.shipping_rate",
    ]);
  });

  it("is nothing and nobody where the shopper has not begun", () => {
    const begun = {
      id: "cs_2",
      status: "open",
      payment_status: "unpaid",
      expires_at: 1,
      metadata: null,
      payment_intent: null,
      currency: null,
      amount_subtotal: null,
      amount_total: null,
      total_details: null,
      line_items: undefined,
      shipping_cost: null,
      customer_details: null,
      collected_information: null,
    } as const;
    expect(sessionEvidence({ ...aStripeSession(), ...begun } as Stripe.Checkout.Session)).toEqual({
      source: "session",
      stripeId: "cs_2",
      status: "open",
      expiresAt: new Date(1000),
      quoteRevision: null,
      paymentIntentId: null,
      currency: "",
      subtotal: 0,
      discount: 0,
      shipping: 0,
      tax: 0,
      total: 0,
      lines: [],
      shippingSpeed: null,
      email: null,
      customerName: null,
      shippingName: null,
      shippingAddress: null,
      captured: 0,
      paidWith: null,
      charge: null,
      refunds: [],
      disputes: [],
      failure: null,
    });
  });

  const waiting = aStripeIntent({ status: "processing" });
  const refused = aStripeIntent({ status: "requires_payment_method" });
  const canceled = aStripeIntent({ status: "canceled" });

  it.each<[string, Partial<Stripe.Checkout.Session>, string]>([
    ["paid", {}, "paid"],
    ["nothing to pay", { payment_status: "no_payment_required", payment_intent: null }, "paid"],
    ["out of time", { status: "expired", payment_status: "unpaid" }, "expired"],
    ["open", { status: "open", payment_status: "unpaid" }, "open"],
    [
      "open, its first card declined",
      { status: "open", payment_status: "unpaid", payment_intent: refused },
      "open",
    ],
    ["of no status", { status: null }, "open"],
    ["waiting for a bank", { payment_status: "unpaid", payment_intent: waiting }, "processing"],
    ["waiting, without its intent", { payment_status: "unpaid", payment_intent: "pi_1" }, "processing"],
    ["waiting, before there is one", { payment_status: "unpaid", payment_intent: null }, "processing"],
    ["refused by a bank", { payment_status: "unpaid", payment_intent: refused }, "failed"],
    ["given up", { payment_status: "unpaid", payment_intent: canceled }, "failed"],
  ])("of a session that is %s", (_, changes, status) => {
    expect(sessionEvidence(aStripeSession(changes)).status).toBe(status);
  });

  const withSpeed = (metadata: Stripe.Metadata) =>
    ({ shipping_rate: { id: "shr_1", metadata } }) as Stripe.Checkout.Session.ShippingCost;

  it.each<[string, Stripe.Checkout.Session.ShippingCost, string | null]>([
    ["the store's", withSpeed({ speed: "standard" }), "standard"],
    ["the merchant's own", withSpeed({ speed: "drone" }), "drone"],
    ["without a name", withSpeed({}), null],
    ["not expanded", { ...withSpeed({}), shipping_rate: "shr_1" }, null],
    ["none", { ...withSpeed({}), shipping_rate: null }, null],
  ])("names a delivery that is %s", (_, shipping_cost, speed) => {
    expect(sessionEvidence(aStripeSession({ shipping_cost })).shippingSpeed).toBe(speed);
  });

  it.each<[string, Partial<Stripe.LineItem>, object]>([
    [
      "of a price made for it: its SKU and its pieces",
      { metadata: { sku: "SKU-1", pieces: "3" }, quantity: 1 },
      { priceId: "price_1", sku: "SKU-1", quantity: 3, subtotal: 2000 },
    ],
    [
      "of which Stripe says least",
      { price: null, quantity: null, metadata: null },
      { priceId: "", sku: null, quantity: 0, subtotal: 2000 },
    ],
  ])("counts a line %s", (_, changes, line) => {
    const session = aStripeSession({
      line_items: { data: [aStripeLine(changes)] } as Stripe.ApiList<Stripe.LineItem>,
    });
    expect(sessionEvidence(session).lines).toEqual([line]);
  });

  const error = (changes: Partial<Stripe.PaymentIntent.LastPaymentError>) =>
    changes as Stripe.PaymentIntent.LastPaymentError;

  it.each<[string, Stripe.PaymentIntent.LastPaymentError | null, string | null]>([
    ["the bank's word first", error({ code: "card_declined", decline_code: "stolen_card" }), "stolen_card"],
    ["Stripe's where the bank has none", error({ code: "expired_card" }), "expired_card"],
    ["nothing where neither has one", error({}), null],
    ["nothing where nothing failed", null, null],
  ])("says why the money did not come: %s", (_, last_payment_error, failure) => {
    const session = aStripeSession({ payment_intent: aStripeIntent({ last_payment_error }) });
    expect(sessionEvidence(session).failure).toBe(failure);
  });

  it("has the parcel's address as Stripe collected it, whoever pays", () => {
    const elsewhere = { ...aStripeAddress, country: "BE", line2: null };
    const shipping_details = { name: "Bob", address: elsewhere };
    const collected = { shipping_details } as Stripe.Checkout.Session.CollectedInformation;
    expect(sessionEvidence(aStripeSession({ collected_information: collected }))).toMatchObject({
      customerName: "Ada Payer",
      shippingName: "Bob",
      shippingAddress: { ...KEPT_ADDRESS, country: "BE", line2: null },
    });
    const none = { shipping_details: null } as Stripe.Checkout.Session.CollectedInformation;
    expect(sessionEvidence(aStripeSession({ collected_information: none })).shippingAddress).toBeNull();
  });
});

describe("what a charge tells", () => {
  it("is nothing where there is none", () => {
    expect(chargeAmounts(null)).toEqual({
      captured: 0,
      paidWith: null,
      charge: null,
      refunds: [],
      disputes: [],
    });
  });

  it("is what was captured, not what was authorized", () => {
    expect(chargeAmounts(aStripeCharge({ amount_captured: 2000 })).captured).toBe(2000);
    expect(chargeAmounts(aStripeCharge({ captured: false, amount_captured: 2490 })).captured).toBe(0);
  });

  it("is each refund of its payment, and how it was paid", () => {
    const data = [aStripeRefund(), aStripeRefund({ id: "re_2", payment_intent: null })];
    const refunds = { data } as Stripe.ApiList<Stripe.Refund>;
    const charge = aStripeCharge({ refunds });
    expect(chargeAmounts(charge)).toMatchObject({ paidWith: KEPT_CARD, refunds: [{ stripeId: "re_1" }] });
    expect(chargeAmounts(charge).refunds).toHaveLength(1);
    expect(chargeAmounts(aStripeCharge({ refunds: null, payment_method_details: null }))).toMatchObject({
      paidWith: null,
      refunds: [],
    });
  });

  it("is the card, the risk and the fee, for the merchant's eyes", () => {
    const charge = aStripeCharge({
      outcome: { risk_level: "elevated", risk_score: 67 } as Stripe.Charge.Outcome,
      balance_transaction: { id: "txn_1", fee: 62, currency: "eur" } as Stripe.BalanceTransaction,
      payment_method_details: {
        type: "card",
        card: {
          ...{ brand: "visa", last4: "4242", country: "FR", funding: "credit" },
          wallet: { type: "apple_pay" },
          three_d_secure: { result: "authenticated" },
          checks: { cvc_check: "pass", address_postal_code_check: "fail" },
        },
      } as Stripe.Charge.PaymentMethodDetails,
    });
    expect(chargeEvidence(charge)?.facts).toEqual({
      ...{ method: "card", brand: "visa", last4: "4242", country: "FR", funding: "credit" },
      ...{ wallet: "apple_pay", threeDSecure: "authenticated", cvcCheck: "pass", postalCodeCheck: "fail" },
      ...{ riskLevel: "elevated", riskScore: 67, fee: { amount: 62, currency: "eur" } },
    });
    expect(chargeEvidence(aStripeCharge({ balance_transaction: "txn_1" }))?.facts.fee).toBeNull();
  });
});
