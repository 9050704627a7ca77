import type Stripe from "stripe";
import type { FreePaymentId, PaymentIntentId, SessionId } from "@/lib/base/ids";
import type { Address, AttemptStatus } from "@/lib/model/order";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { expanded, idOf } from "@/lib/stripe/expanded";
import { type Payer, payerOf } from "@/lib/stripe/payer";
import { type ChargeEvidence, chargeEvidence } from "./charge-facts";
import { type DisputeEvidence, type RefundEvidence, refundsOf } from "./money-back";

export const SESSION_EXPANSION = [
  "line_items",
  "payment_intent.latest_charge.refunds",
  "payment_intent.latest_charge.balance_transaction",
  "shipping_cost.shipping_rate",
];

/** `sku` is set for lines with a price made for this session. `quantity` is in pieces. */
type ChargedLine = { priceId: string; sku: string | null; quantity: number; subtotal: number };

export type PaymentEvidence = SessionEvidence | IntentEvidence;

type Evidence = {
  status: AttemptStatus;
  expiresAt: Date;
  /** The number of the last quote that Stripe received; null when it received none. */
  quoteRevision: number | null;
  paymentIntentId: PaymentIntentId | null;
  currency: string;
  total: number;
  email: string | null;
  customerName: string | null;
  shippingName: string | null;
  shippingAddress: Address | null;
  /** Minor units taken, before refunds. */
  captured: number;
  /** Refunds of this payment, as far as they were read: a missing one means nothing. */
  refunds: readonly RefundEvidence[];
  disputes: readonly DisputeEvidence[];
  /** Null when nothing was charged. */
  paidWith: Payer | null;
  charge: ChargeEvidence | null;
  /** Stripe's decline code, or its error code when there is none. */
  failure: string | null;
};

export type SessionEvidence = Evidence & {
  source: "session";
  stripeId: SessionId;
  subtotal: number;
  discount: number;
  shipping: number;
  tax: number;
  lines: ChargedLine[];
  shippingSpeed: string | null;
};

/** What Stripe says about a PaymentIntent, which knows only the sum and no lines. */
export type IntentEvidence = Evidence & {
  source: "intent";
  stripeId: PaymentIntentId | FreePaymentId;
  /** Minor units that were authorized and not taken. */
  letGo?: number;
  /** `pm_…` of the last confirmation; null when Stripe refused it. */
  paymentMethodId: string | null;
};

export function sessionEvidence(session: Stripe.Checkout.Session): SessionEvidence {
  const intent = expanded(session.payment_intent);
  const charge = expanded(intent?.latest_charge ?? null);
  const shippingRate = expanded(session.shipping_cost?.shipping_rate ?? null);
  const shipping = session.collected_information?.shipping_details ?? null;
  return {
    source: "session",
    stripeId: session.id as SessionId,
    status: attemptStatus(session, intent),
    expiresAt: new Date(session.expires_at * 1000),
    quoteRevision: quoteRevision(session.metadata),
    paymentIntentId: idOf(session.payment_intent) as PaymentIntentId | null,
    currency: session.currency ?? "",
    subtotal: session.amount_subtotal ?? 0,
    discount: session.total_details?.amount_discount ?? 0,
    shipping: session.total_details?.amount_shipping ?? 0,
    tax: session.total_details?.amount_tax ?? 0,
    total: session.amount_total ?? 0,
    lines: (session.line_items?.data ?? []).map(chargedLine),
    shippingSpeed: shippingRate?.metadata.speed ?? null,
    email: session.customer_details?.email ?? null,
    customerName: session.customer_details?.name ?? null,
    shippingName: shipping?.name ?? null,
    shippingAddress: shipping ? toAddress(shipping.address) : null,
    ...chargeAmounts(charge),
    failure: intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null,
  };
}

/** What a charge took and gave back. A charge does not list its disputes; they are read separately. */
export function chargeAmounts(
  charge: Stripe.Charge | null,
): Pick<Evidence, "captured" | "paidWith" | "charge" | "refunds" | "disputes"> {
  return {
    captured: charge?.captured ? charge.amount_captured : 0,
    paidWith: payerOf(charge?.payment_method_details ?? null),
    charge: chargeEvidence(charge),
    refunds: charge?.refunds ? refundsOf(charge, charge.refunds.data) : [],
    disputes: [],
  };
}

export function chargedLine(line: Stripe.LineItem): ChargedLine {
  return {
    priceId: line.price?.id ?? "",
    sku: line.metadata?.sku ?? null,
    quantity: Number(line.metadata?.pieces ?? line.quantity ?? 0),
    subtotal: line.amount_subtotal,
  };
}

/** A complete session says in `payment_status` whether money came; for delayed methods the intent says it. */
function attemptStatus(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): AttemptStatus {
  if (session.status === "expired") return "expired";
  if (session.status !== "complete") return "open";
  if (session.payment_status !== "unpaid") return "paid";
  const refused = intent?.status === "requires_payment_method" || intent?.status === "canceled";
  return refused ? "failed" : "processing";
}

export function toAddress(address: Stripe.Address): Address {
  return {
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    state: address.state,
    postalCode: address.postal_code,
    country: address.country,
  };
}
