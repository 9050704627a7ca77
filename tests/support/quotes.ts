import type { PaymentIntentId, PriceId, SessionId, VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { Quote, ShippingRate } from "@/lib/model/quote";
import type { IntentEvidence, SessionEvidence } from "@/lib/orders/settle/evidence";
import { makeQuote, type QuoteInput } from "@/lib/quote/make-quote";

export const RATES: ShippingRate[] = [
  { speed: "standard", name: "Standard delivery", amount: 490, minDays: 2, maxDays: 4 },
  { speed: "express", name: "Express delivery", amount: 990, minDays: 1, maxDays: 2 },
];

export function quoteLine(index: number, unitAmount: number, quantity: number): QuoteInput["lines"][number] {
  return {
    variantId: `var_${index}` as VariantId,
    sku: `SKU-${index}`,
    priceId: `price_${index}` as PriceId,
    productSlug: `thing-${index}`,
    productName: `Thing ${index}`,
    optionLabel: "",
    image: "/art/thing.svg",
    unitAmount,
    quantity,
  };
}

export function quoteInput(changes: Partial<QuoteInput> = {}): QuoteInput {
  return {
    revision: 1,
    currency: currency("eur"),
    country: "FR",
    lines: [quoteLine(1, 2000, 2), quoteLine(2, 90, 1)],
    discounts: [],
    shippingRates: RATES,
    tax: "included",
    ...changes,
  };
}

/** Stripe's evidence of a session that was paid as quoted, with the cheapest delivery. */
export function evidenceFor(quote: Quote, changes: Partial<SessionEvidence> = {}): SessionEvidence {
  return {
    source: "session",
    stripeId: "cs_test_1" as SessionId,
    status: "paid",
    expiresAt: new Date("2026-11-21T12:00:00Z"),
    quoteRevision: quote.revision,
    paymentIntentId: null,
    paidWith: { type: "card", brand: "visa", last4: "4242", fingerprint: "card_1" },
    charge: null,
    currency: quote.currency,
    subtotal: quote.subtotal,
    discount: quote.discountTotal,
    shipping: quote.shippingTotal,
    tax: 0,
    total: quote.total,
    lines: quote.lines.map((line) => ({
      priceId: line.priceId ?? "price_made_for_the_line",
      sku: line.priceId === null ? line.sku : null,
      quantity: line.quantity,
      subtotal: line.total,
    })),
    shippingSpeed: "standard",
    email: "ada@example.com",
    customerName: "Ada Lovelace",
    shippingName: "Ada Lovelace",
    shippingAddress: null,
    captured: quote.total,
    refunds: [],
    disputes: [],
    failure: null,
    ...changes,
  };
}

/** What Stripe would say of a PaymentIntent that has collected the quote's total. */
export function intentEvidenceFor(quote: Quote, changes: Partial<IntentEvidence> = {}): IntentEvidence {
  const { stripeId, subtotal, discount, shipping, tax, lines, shippingSpeed, ...rest } = evidenceFor(quote);
  const paymentIntentId = "pi_1" as PaymentIntentId;
  return {
    ...rest,
    source: "intent",
    stripeId: paymentIntentId,
    paymentIntentId,
    paymentMethodId: "pm_1",
    ...changes,
  };
}

export const aQuote = (changes: Partial<QuoteInput> = {}): Quote => makeQuote(quoteInput(changes));
