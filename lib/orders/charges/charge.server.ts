import "server-only";
import { and, eq } from "drizzle-orm";
import Stripe from "stripe";
import { env } from "@/lib/config/env";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db } from "@/lib/db/client";
import { orderQuotes } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Quote } from "@/lib/model/quote";
import { asksBank } from "@/lib/orders/attempts/asks-bank.server";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { INTENT_EXPANSION } from "@/lib/orders/settle/intent-evidence";
import { type Confirmation, withConfirmationLease } from "@/lib/orders/stored/confirmations.server";
import { cardRange } from "@/lib/payments/card-range";
import { paymentOptions } from "@/lib/payments/options";
import { readToken } from "@/lib/payments/read-token.server";
import { amountDue } from "@/lib/quote/amount-due";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import {
  type ChargeResult,
  closeWithoutIntent,
  readIntent,
  recordIntent,
  refusedCharge,
} from "./charge-result.server";
import { intentParams } from "./intent-params";

type Charge = { shopper: Payer; order: OrderRow; confirmation: Confirmation };

type Payer = Pick<Shopper, "customer" | "storeUrl">;

/**
 * Creates and confirms a confirmation's PaymentIntent in one call. A repeated call gets Stripe's first answer again.
 * @throws Stripe's errors for an outage: the confirmation is `lost` then
 */
export async function charge({ shopper, order, confirmation }: Charge): Promise<ChargeResult> {
  const wanted = await asksBank(order, () => rangeOf(confirmation.tokenId));
  const createWith = (bank: boolean, stripeCustomerId: string | null) =>
    stripe().paymentIntents.create(
      {
        ...intentParams({
          order,
          tokenId: confirmation.tokenId,
          options: paymentOptions(env()),
          stripeCustomerId,
          storeUrl: shopper.storeUrl ?? env().STORE_URL,
          asksBank: bank,
        }),
        expand: INTENT_EXPANSION,
      },
      { idempotencyKey: chargeKey(confirmation) },
    );
  const create = (stripeCustomerId: string | null) =>
    createWith(wanted, stripeCustomerId).catch((error: unknown) => {
      // The first request under this key may have been made before, or after, the bank was to ask.
      const isOther = error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode !== 409;
      if (isOther) return createWith(!wanted, stripeCustomerId);
      throw error;
    });
  const { customer } = shopper;
  try {
    const intent = customer ? await withStripeCustomer(customer.id, create) : await create(null);
    return await recordIntent(order.id, confirmation, intent);
  } catch (error) {
    if (stripeFailure(error).kind !== "unavailable") {
      return refusedCharge({ order, confirmation, customer }, error);
    }
    await closeWithoutIntent(confirmation, "lost");
    throw error;
  }
}

async function rangeOf(tokenId: string): Promise<string | null> {
  const card = (await readToken(tokenId))?.payment_method_preview?.card;
  return card ? cardRange(card) : null;
}

/** All Stripe calls of one confirmation share this idempotency key, so only the first has an effect. */
const chargeKey = ({ orderId, number }: Confirmation) => `${orderId}-confirm-${number}`;

/**
 * Charges the quote that the shopper agreed to, under the lost charge's key.
 * @throws as `charge` does
 */
export async function chargeAgain({ order, confirmation, ...who }: Charge): Promise<ChargeResult> {
  const quote = await quoteOf(order, confirmation.revision);
  return withConfirmationLease(confirmation, () =>
    charge({ ...who, order: { ...order, quote }, confirmation }),
  );
}

/**
 * Finds out how a charge ended whose answer was lost, by creating an unconfirmed intent under its key. If Stripe refuses, the
 * token names the payment.
 * @returns null when the shopper was not charged, and no longer can be
 * @throws as `charge`
 */
export async function resolveLostCharge(lost: Charge): Promise<ChargeResult | null> {
  return withConfirmationLease(lost.confirmation, () => resolve(lost));
}

async function resolve({ order, confirmation, shopper }: Charge): Promise<ChargeResult | null> {
  const quote = await quoteOf(order, confirmation.revision);
  const { currency } = quote;
  try {
    await stripe().paymentIntents.create(
      { amount: amountDue(quote), currency, description: `Not paid: ${order.number}` },
      { idempotencyKey: chargeKey(confirmation) },
    );
  } catch (error) {
    const isTaken = error instanceof Stripe.errors.StripeIdempotencyError;
    const made = isTaken && (await intentOf(confirmation));
    if (made) return made;
    if (isTaken) return charge({ order: { ...order, quote }, confirmation, shopper });
    await closeWithoutIntent(confirmation, "lost");
    throw error;
  }
  await closeWithoutIntent(confirmation, "refused");
  return null;
}

async function intentOf(confirmation: Confirmation): Promise<ChargeResult | null> {
  try {
    const token = await readToken(confirmation.tokenId);
    if (!token?.payment_intent) return null;
    return await recordIntent(confirmation.orderId, confirmation, await readIntent(token.payment_intent));
  } catch (error) {
    await closeWithoutIntent(confirmation, "lost");
    throw error;
  }
}

async function quoteOf(order: OrderRow, revision: number): Promise<Quote> {
  const [stored] = await db()
    .select({ quote: orderQuotes.quote })
    .from(orderQuotes)
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, revision)));
  return stored?.quote ?? order.quote;
}
