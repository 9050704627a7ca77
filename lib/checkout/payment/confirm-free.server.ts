import "server-only";
import { db } from "@/lib/db/client";
import { freePaymentId, type OrderId } from "@/lib/ids";
import type { IntentEvidence } from "@/lib/orders/evidence";
import { settleWithEvidence } from "@/lib/orders/settle.server";
import { owns, type Shopper } from "@/lib/orders/shopper";
import { lockOrder, type OrderRow } from "@/lib/orders/transition.server";
import type { Address } from "@/lib/orders/types";
import { amountDue } from "@/lib/quote/amount-due";
import { stripeFailure } from "@/lib/stripe/failure";
import { checkTicket } from "./confirm-payment.server";
import { endEarlier } from "./end-earlier.server";
import type { PaymentCheckout } from "./payment-checkout";
import { type Review, reviewOrder } from "./review-payment.server";
import { isBeingPaid } from "./update-payment.server";

export type ConfirmedFree =
  | { ok: true; orderId: OrderId }
  | { ok: false; code: "quote_changed" | "quote_expired"; checkout: PaymentCheckout }
  | { ok: false; code: "payment_in_progress" | "not_payable"; orderId: OrderId }
  | Extract<Review, { ok: false }>
  | { ok: false; code: "not_found" | "quote_invalid" | "stripe_unavailable" };

type Input = {
  orderId: OrderId;
  signedQuote?: string | undefined;
  email: string;
  name: string;
  address: Address;
  shopper: Shopper;
};

/**
 * Places an order whose discounts cover all of it: the same review as a payment, then it is settled as paid. Stripe takes no
 * payment of nothing, and is asked only to end one that was begun before. Any number of calls place it once.
 */
export async function confirmFree(input: Input): Promise<ConfirmedFree> {
  const { orderId, shopper, signedQuote, address } = input;
  const found = await db().transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.surface !== "payment" || !owns(shopper, order)) return { code: "not_found" } as const;
    if (checkTicket(order, signedQuote) !== "fine") return { code: "quote_invalid" } as const;
    if (order.status !== "open") return { code: "not_payable", orderId } as const;
    if (await isBeingPaid(tx, orderId)) return { code: "payment_in_progress", orderId } as const;
    return { code: null, order };
  });
  if (found.code !== null) return { ok: false, ...found };

  const facts = { shippingCountry: address.country, address: null, card: null };
  const review = await reviewOrder({ order: found.order, facts, signedQuote, shopper });
  if (!review.ok) return review;
  if (amountDue(found.order.quote) !== 0) return { ok: false, code: "not_payable", orderId };
  try {
    if (await endEarlier(orderId)) return { ok: false, code: "not_payable", orderId };
  } catch (error) {
    console.error(`checkout: ${stripeFailure(error).message}`);
    return { ok: false, code: "stripe_unavailable" };
  }
  await settleWithEvidence(orderId, [freeEvidence(found.order, input)]);
  return { ok: true, orderId };
}

function freeEvidence(order: OrderRow, { email, name, address }: Input): IntentEvidence {
  return {
    source: "intent",
    stripeId: freePaymentId(order.id),
    paymentIntentId: null,
    status: "paid",
    expiresAt: new Date(),
    // The one that was free, whatever has become of the order since.
    quoteRevision: order.quote.revision,
    currency: order.currency,
    total: 0,
    email,
    customerName: name,
    shippingName: name,
    shippingAddress: address,
    amountRefunded: 0,
    disputed: false,
    failure: null,
  };
}
