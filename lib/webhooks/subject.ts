import type Stripe from "stripe";
import type { PaymentIntentId, SessionId } from "@/lib/base/ids";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { idOf } from "@/lib/stripe/expanded";
import type { HandledEvent } from "./handled";

type IntentSubject = {
  kind: "payment_intent";
  paymentIntentId: PaymentIntentId;
  /** False for the intent of a Checkout Session. */
  ownsPayment: boolean;
  orderId: string | null;
};

/** What an event is about, from the event alone, which may be old. */
export type EventSubject =
  | { kind: "session"; sessionId: SessionId; orderId: string | null }
  | IntentSubject
  /** A payment that is or was disputed; the event has no order id. */
  | { kind: "disputed"; paymentIntentId: PaymentIntentId }
  | { kind: "customer"; stripeCustomerId: string }
  | { kind: "payout"; payoutId: string }
  | { kind: "product"; productId: string; slug: string | null }
  /** `skus` are variants named by the price's lookup key or metadata. */
  | { kind: "price"; priceId: string; productId: string; active: boolean; skus: string[] };

export function eventSubject(event: HandledEvent): EventSubject | null {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
    case "checkout.session.expired":
      return session(event.data.object);
    case "payment_intent.succeeded":
    case "payment_intent.payment_failed":
    case "payment_intent.processing":
    case "payment_intent.amount_capturable_updated":
    case "payment_intent.canceled":
      return intent(event.data.object.id, event.data.object.metadata);
    case "charge.refunded": {
      const { payment_intent, metadata } = event.data.object;
      const id = idOf(payment_intent);
      return id ? intent(id, metadata) : null;
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed": {
      const id = idOf(event.data.object.payment_intent);
      return id ? intent(id, {}) : null;
    }
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated": {
      const id = idOf(event.data.object.payment_intent);
      return id ? { kind: "disputed", paymentIntentId: id as PaymentIntentId } : null;
    }
    case "customer.deleted":
      return { kind: "customer", stripeCustomerId: event.data.object.id };
    case "payout.created":
    case "payout.paid":
    case "payout.failed":
    case "payout.canceled":
    case "payout.reconciliation_completed":
      return { kind: "payout", payoutId: event.data.object.id };
    case "product.created":
    case "product.updated":
    case "product.deleted":
      return product(event.data.object);
    case "price.created":
    case "price.updated":
    case "price.deleted":
      return price(event.data.object);
  }
}

function session(object: Stripe.Checkout.Session): EventSubject {
  return { kind: "session", sessionId: object.id as SessionId, orderId: object.metadata?.order_id ?? null };
}

/** An event about a PaymentIntent. `metadata` is the intent's, or its charge's. */
export function intent(id: string, metadata: Stripe.Metadata): IntentSubject {
  return {
    kind: "payment_intent",
    paymentIntentId: id as PaymentIntentId,
    ownsPayment: quoteRevision(metadata) !== null,
    orderId: metadata.order_id ?? null,
  };
}

function product({ id, metadata }: Stripe.Product): EventSubject {
  return { kind: "product", productId: id, slug: metadata?.slug || null };
}

function price({ id, product, active, lookup_key, metadata }: Stripe.Price): EventSubject {
  return {
    kind: "price",
    priceId: id,
    productId: typeof product === "string" ? product : product.id,
    active,
    skus: [lookup_key, metadata?.sku].flatMap((sku) => sku || []),
  };
}
