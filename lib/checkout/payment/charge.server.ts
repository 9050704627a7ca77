import "server-only";
import { and, eq } from "drizzle-orm";
import Stripe from "stripe";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db } from "@/lib/db/client";
import { orderQuotes } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { INTENT_EXPANSION } from "@/lib/orders/intent-evidence";
import type { Shopper } from "@/lib/orders/shopper";
import type { OrderRow } from "@/lib/orders/transition.server";
import { amountDue } from "@/lib/quote/amount-due";
import type { Quote } from "@/lib/quote/types";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import type { Confirmation } from "./confirmation-record.server";
import type { ConfirmedPayment } from "./confirmed-payment";
import { intentParams } from "./intent-params";
import { paymentOptions } from "./options";
import { closeWithoutIntent, recordIntent } from "./record-charge.server";
import { refusedCharge } from "./refused-charge.server";

/**
 * Creates and confirms the PaymentIntent of a confirmation in one call; the same attempt again gets Stripe's first answer
 * again. @throws Stripe's errors for an outage: the confirmation is `lost` then.
 */
export async function charge(
  shopper: Shopper,
  order: OrderRow,
  confirmation: Confirmation,
): Promise<ConfirmedPayment> {
  const create = (stripeCustomerId: string | null) =>
    stripe().paymentIntents.create(
      {
        ...intentParams({
          order,
          tokenId: confirmation.tokenId,
          options: paymentOptions(env()),
          stripeCustomerId,
          storeUrl: shopper.storeUrl ?? env().STORE_URL,
        }),
        expand: INTENT_EXPANSION,
      },
      { idempotencyKey: chargeKey(confirmation) },
    );
  try {
    const intent = shopper.customer
      ? await withStripeCustomer(shopper.customer.id, create)
      : await create(null);
    return await recordIntent(order.id, confirmation, intent);
  } catch (error) {
    if (stripeFailure(error).kind !== "unavailable") {
      return refusedCharge({ order, confirmation, customer: shopper.customer }, error);
    }
    await closeWithoutIntent(confirmation, "lost");
    throw error;
  }
}

/** Shared by everything that an attempt to charge asks of Stripe: only the first of it has an effect. */
const chargeKey = ({ orderId, attempt }: Confirmation) => `${orderId}-confirm-${attempt}`;

/** Charges for the quote that was agreed to when the answer was lost: the same attempt. @throws as `charge`. */
export async function chargeAgain(
  shopper: Shopper,
  order: OrderRow,
  lost: Confirmation,
): Promise<ConfirmedPayment> {
  return charge(shopper, { ...order, quote: await quoteOf(order, lost.revision) }, lost);
}

/**
 * What became of a payment whose answer was lost, when its shopper wants something else by now, and must not be charged for
 * it first of all: an intent that nobody confirms takes its key. Where Stripe refuses that, the payment was there before,
 * and its answer is read.
 *
 * @returns null when it was never charged; by then it can't be any more. @throws as `charge`.
 */
export async function resolveLostCharge(
  shopper: Shopper,
  order: OrderRow,
  lost: Confirmation,
): Promise<ConfirmedPayment | null> {
  const quote = await quoteOf(order, lost.revision);
  try {
    await stripe().paymentIntents.create(
      { amount: amountDue(quote), currency: quote.currency, description: `Not paid: ${order.number}` },
      { idempotencyKey: chargeKey(lost) },
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeIdempotencyError)
      return charge(shopper, { ...order, quote }, lost);
    await closeWithoutIntent(lost, "lost");
    throw error;
  }
  await closeWithoutIntent(lost, "refused");
  return null;
}

/** Of the order's quotes, the one that an attempt is for. */
async function quoteOf(order: OrderRow, revision: number): Promise<Quote> {
  const [stored] = await db()
    .select({ quote: orderQuotes.quote })
    .from(orderQuotes)
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, revision)));
  return stored?.quote ?? order.quote;
}
