import type Stripe from "stripe";
import type { TestCard } from "../../cards/card-types";
import { findCard } from "../../cards/cards";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { type ChargeResult, chargeMethodDetails } from "./charge-details";

export const chargeIds = idKind("ch");
/** Ids for payments whose money is not taken from a card. */
export const paymentIds = idKind("py");

/** What is charged: a PaymentIntent, or a charge made without one. */
type ChargedPayment = Pick<
  Stripe.PaymentIntent,
  | "amount"
  | "currency"
  | "customer"
  | "description"
  | "metadata"
  | "receipt_email"
  | "shipping"
  | "statement_descriptor"
  | "statement_descriptor_suffix"
> & { id: string | null };

export function createCharge(
  local: Local,
  { intent }: { intent: ChargedPayment },
  { method, number }: MethodRecord,
  result: ChargeResult,
): Stripe.Charge {
  const id = (method.type === "card" ? chargeIds : paymentIds).make();
  const failed = result.status === "failed";
  const testCard = number === null ? undefined : findCard(number);
  const charge: Stripe.Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: result.captured && !failed ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? "LOCAL STRIPE",
    captured: result.captured && result.status === "succeeded",
    created: local.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: result.decline?.code ?? null,
    failure_message: result.decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome(testCard, result),
    paid: result.status === "succeeded",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: chargeMethodDetails(method, testCard, intent.amount, result),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: failed ? null : `${local.baseUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: chargeShipping(intent.shipping),
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: result.status,
    transfer_data: null,
    transfer_group: null,
  };
  return local.store.charges.put(charge);
}

function chargeShipping(shipping: Stripe.PaymentIntent.Shipping | null): Stripe.Charge.Shipping | null {
  return shipping && { ...shipping };
}

function outcome(testCard: TestCard | undefined, { decline }: ChargeResult): Stripe.Charge.Outcome {
  const risk = testCard?.risk ?? "normal";
  const common = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    risk_level: risk,
    risk_score: risk === "normal" ? 12 : risk === "elevated" ? 67 : 92,
  };
  if (!decline) {
    return {
      ...common,
      network_status: "approved_by_network",
      reason: null,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  if (decline.blocked) {
    return {
      ...common,
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
      seller_message: "Stripe blocked this payment as too risky.",
      type: "blocked",
    };
  }
  return {
    ...common,
    network_status: "declined_by_network",
    reason: decline.declineCode ?? decline.code,
    seller_message: "The bank did not accept this payment.",
    type: "issuer_declined",
  };
}
