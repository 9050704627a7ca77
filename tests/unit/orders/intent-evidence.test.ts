import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/settle/intent-evidence";
import {
  aStripeCharge,
  aStripeIntent,
  KEPT_ADDRESS,
  KEPT_CARD,
  KEPT_CHARGE,
} from "@/tests/support/stripe-objects";

const method = (changes: Partial<Stripe.PaymentMethod> = {}) =>
  ({
    id: "pm_2",
    billing_details: { name: "Bob Method", email: "method@example.com" },
    ...changes,
  }) as Stripe.PaymentMethod;
const error = (changes: object) => changes as Stripe.PaymentIntent.LastPaymentError;
const refusedBy = (type: string) => error({ code: "declined", payment_method: { type } });

describe("what a PaymentIntent tells", () => {
  it("is all that an order is settled by", () => {
    expect(intentEvidence(aStripeIntent())).toEqual({
      source: "intent",
      stripeId: "pi_1",
      paymentIntentId: "pi_1",
      paymentMethodId: "pm_1",
      status: "paid",
      expiresAt: new Date("2023-11-15T22:13:20Z"),
      quoteRevision: 3,
      currency: "eur",
      total: 2490,
      email: "ada@example.com",
      customerName: "Ada Payer",
      shippingName: "Ada Lovelace",
      shippingAddress: KEPT_ADDRESS,
      captured: 2490,
      paidWith: KEPT_CARD,
      charge: KEPT_CHARGE,
      refunds: [],
      disputes: [],
      letGo: 0,
      failure: null,
    });
  });

  it("is expanded by what it is read from", () => {
    expect(INTENT_EXPANSION).toEqual([
      "latest_charge.refunds",
      "latest_charge.balance_transaction",
      "payment_method",
    ]);
  });

  it("is nothing and nobody where the shopper has not begun", () => {
    const intent = aStripeIntent({
      status: "requires_payment_method",
      amount_received: 0,
      metadata: {},
      latest_charge: null,
      payment_method: null,
      receipt_email: null,
      shipping: null,
    });
    expect(intentEvidence(intent)).toMatchObject({
      status: "open",
      paymentMethodId: null,
      quoteRevision: null,
      total: 2490,
      email: null,
      customerName: null,
      shippingName: null,
      shippingAddress: null,
      captured: 0,
      paidWith: null,
      charge: null,
      failure: null,
    });
    const unnamed = { address: undefined } as Stripe.PaymentIntent.Shipping;
    expect(intentEvidence(aStripeIntent({ shipping: unnamed }))).toMatchObject({
      shippingName: null,
      shippingAddress: null,
    });
  });

  it.each<[Partial<Stripe.PaymentIntent>, string]>([
    [{ status: "succeeded" }, "paid"],
    [{ status: "processing" }, "processing"],
    [{ status: "requires_capture" }, "processing"],
    [{ status: "requires_action" }, "open"],
    [{ status: "requires_confirmation" }, "open"],
    [{ status: "requires_payment_method" }, "open"],
    [{ status: "requires_payment_method", last_payment_error: refusedBy("card") }, "open"],
    [{ status: "requires_payment_method", last_payment_error: error({ code: "declined" }) }, "open"],
    ...["sepa_debit", "us_bank_account", "bacs_debit", "au_becs_debit", "acss_debit"].map(
      (type): [Partial<Stripe.PaymentIntent>, string] => [
        { status: "requires_payment_method", last_payment_error: refusedBy(type) },
        "failed",
      ],
    ),
    [{ status: "canceled", latest_charge: null }, "expired"],
    [{ status: "canceled", latest_charge: aStripeCharge({ status: "failed" }) }, "expired"],
    // An authorization that was released.
    [{ status: "canceled", latest_charge: aStripeCharge({ captured: false }) }, "failed"],
  ])("of an intent that is %j", (changes, status) => {
    expect(intentEvidence(aStripeIntent(changes)).status).toBe(status);
  });

  it("counts what came in once it is paid, and what is asked for before", () => {
    const sums = { amount: 3000, amount_received: 2490 };
    expect(intentEvidence(aStripeIntent(sums)).total).toBe(2490);
    expect(intentEvidence(aStripeIntent({ ...sums, status: "processing" })).total).toBe(3000);
  });

  it("names who pays: by the charge, else by the method", () => {
    const payment_method = method();
    expect(intentEvidence(aStripeIntent({ payment_method }))).toMatchObject({
      paymentMethodId: "pm_2",
      customerName: "Ada Payer",
    });
    const uncharged = { payment_method, latest_charge: null, receipt_email: null };
    expect(intentEvidence(aStripeIntent(uncharged))).toMatchObject({
      customerName: "Bob Method",
      email: "method@example.com",
    });
    expect(intentEvidence(aStripeIntent({ receipt_email: null })).email).toBe("payer@example.com");
  });

  it.each([
    ["the bank's word first", { code: "card_declined", decline_code: "stolen_card" }, "stolen_card"],
    ["Stripe's where the bank has none", { code: "expired_card" }, "expired_card"],
    ["nothing where neither has one", {}, null],
  ])("says why the money did not come: %s", (_, last, failure) => {
    expect(intentEvidence(aStripeIntent({ last_payment_error: error(last) })).failure).toBe(failure);
  });
});
