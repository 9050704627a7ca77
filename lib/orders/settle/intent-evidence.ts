import type Stripe from "stripe";
import type { PaymentIntentId } from "@/lib/base/ids";
import type { AttemptStatus } from "@/lib/model/order";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { expanded, idOf } from "@/lib/stripe/expanded";
import { chargeAmounts, type IntentEvidence, toAddress } from "./evidence";

export const INTENT_EXPANSION = [
  "latest_charge.refunds",
  "latest_charge.balance_transaction",
  "payment_method",
];

const DAY_MS = 24 * 60 * 60_000;

/** Methods whose money comes, or fails, days later, when the shopper can't try again. */
const DELAYED_METHODS = new Set<string | undefined>([
  "sepa_debit",
  "us_bank_account",
  "bacs_debit",
  "au_becs_debit",
  "acss_debit",
]);

/** What an intent says about its payment. Not for intents of Checkout Sessions. */
export function intentEvidence(intent: Stripe.PaymentIntent): IntentEvidence {
  const charge = expanded(intent.latest_charge);
  const method = expanded(intent.payment_method);
  const payer = charge?.billing_details ?? method?.billing_details ?? null;
  const paymentIntentId = intent.id as PaymentIntentId;
  return {
    source: "intent",
    stripeId: paymentIntentId,
    paymentIntentId,
    paymentMethodId: idOf(intent.payment_method),
    status: attemptStatus(intent, charge),
    expiresAt: new Date(intent.created * 1000 + DAY_MS),
    quoteRevision: quoteRevision(intent.metadata),
    currency: intent.currency,
    total: intent.status === "succeeded" ? intent.amount_received : intent.amount,
    letGo: intent.status === "succeeded" ? intent.amount - intent.amount_received : 0,
    email: intent.receipt_email ?? payer?.email ?? null,
    customerName: payer?.name ?? null,
    shippingName: intent.shipping?.name ?? null,
    shippingAddress: intent.shipping?.address ? toAddress(intent.shipping.address) : null,
    ...chargeAmounts(charge),
    failure: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
  };
}

function attemptStatus(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): AttemptStatus {
  switch (intent.status) {
    case "succeeded":
      return "paid";
    case "processing":
    // The payment is authorized, and the merchant still has to capture it.
    case "requires_capture":
      return "processing";
    case "canceled":
      // A released authorization had been promised to the shopper; other canceled intents never got that far.
      return charge?.status === "succeeded" ? "failed" : "expired";
    case "requires_payment_method":
      return DELAYED_METHODS.has(intent.last_payment_error?.payment_method?.type) ? "failed" : "open";
    default:
      return "open";
  }
}
