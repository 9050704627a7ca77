import type Stripe from "stripe";
import type { FreePaymentId, PaymentIntentId, SessionId } from "@/lib/base/ids";
import type { Address, AttemptStatus } from "@/lib/model/order";
import { SHIPPING_SPEEDS, type ShippingSpeed } from "@/lib/model/quote";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { expanded, idOf } from "@/lib/stripe/expanded";
import { type Payer, payerOf } from "@/lib/stripe/payer";
import { type DisputeEvidence, type RefundEvidence, refundEvidence } from "./money-back";

/** What to expand on a Checkout Session before `sessionEvidence` reads it. */
export const SESSION_EXPANSION = [
  "line_items",
  "payment_intent.latest_charge.refunds",
  "shipping_cost.shipping_rate",
];

/** `sku` is told by lines whose price the server made for the occasion. `quantity` counts the goods, in pieces. */
type ChargedLine = { priceId: string; sku: string | null; quantity: number; subtotal: number };

/** What Stripe says about one attempt to collect an order's money. Amounts are minor units. */
export type PaymentEvidence = SessionEvidence | IntentEvidence;

type Evidence = {
  status: AttemptStatus;
  expiresAt: Date;
  /** Of the quote the server told Stripe last; null when it never said. */
  quoteRevision: number | null;
  paymentIntentId: PaymentIntentId | null;
  currency: string;
  total: number;
  email: string | null;
  customerName: string | null;
  shippingName: string | null;
  shippingAddress: Address | null;
  /** Minor units that it has taken, whatever has gone back since. */
  captured: number;
  /** Of this payment, as far as they were read: one that is missing here says nothing. */
  refunds: readonly RefundEvidence[];
  disputes: readonly DisputeEvidence[];
  /** Null where nothing was charged. */
  paidWith: Payer | null;
  /** Stripe's code for why the money did not come: a decline code where there is one. */
  failure: string | null;
};

export type SessionEvidence = Evidence & {
  source: "session";
  stripeId: SessionId;
  subtotal: number;
  discount: number;
  shipping: number;
  /** All tax: inside the prices, and on top of them. */
  tax: number;
  lines: ChargedLine[];
  shippingSpeed: ShippingSpeed | null;
};

/** A PaymentIntent knows the sum, and nothing of what it is made of. */
export type IntentEvidence = Evidence & {
  source: "intent";
  stripeId: PaymentIntentId | FreePaymentId;
  /** `pm_…` that it is, or was last, confirmed with; null when that was refused. */
  paymentMethodId: string | null;
};

/** Reads a session that was retrieved with `SESSION_EXPANSION`. */
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
    shippingSpeed: SHIPPING_SPEEDS.find((speed) => speed === shippingRate?.metadata.speed) ?? null,
    email: session.customer_details?.email ?? null,
    customerName: session.customer_details?.name ?? null,
    shippingName: shipping?.name ?? null,
    shippingAddress: shipping ? toAddress(shipping.address) : null,
    ...chargeAmounts(charge),
    failure: intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null,
  };
}

/** What a charge took and gave back. Disputes are no part of a charge: who wants them asks for them. */
export function chargeAmounts(
  charge: Stripe.Charge | null,
): Pick<Evidence, "captured" | "paidWith" | "refunds" | "disputes"> {
  const refunds = charge?.refunds?.data ?? [];
  return {
    captured: charge?.captured ? charge.amount_captured : 0,
    paidWith: payerOf(charge?.payment_method_details ?? null),
    refunds: refunds.flatMap((refund) => refundEvidence(refund) ?? []),
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

/**
 * A session is complete as soon as the shopper is done with it; whether money came is told by `payment_status`, and
 * for delayed methods by the intent: back to `requires_payment_method` once the bank has refused.
 */
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
