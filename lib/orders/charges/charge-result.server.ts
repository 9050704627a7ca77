import "server-only";
import Stripe from "stripe";
import { describeError } from "@/lib/base/describe-error";
import { shownWith } from "@/lib/checkout/core/offers.server";
import { paymentView } from "@/lib/checkout/payment-element/payment-view.server";
import { env } from "@/lib/config/env";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import { noteDecline } from "@/lib/orders/attempts/declines.server";
import type { Confirmation } from "@/lib/orders/confirmations/record.server";
import { readToken } from "@/lib/payments/read-token.server";
import { lacksCvc, type TokenRefusal, tokenRefusal } from "@/lib/payments/token-refusal";
import { type StripeFailure, stripeFailure } from "@/lib/stripe/failure";
import { type ConfirmedPayment, declined } from "./confirmed-payment";
import { closeWithoutIntent, readIntent, recordIntent } from "./record-charge.server";

type Refused = { order: OrderRow; confirmation: Confirmation; customer: Customer | null };

/** What Stripe's refusal of a payment means. @throws Stripe's errors where that can't be known now: it is `lost` then. */
export async function refusedCharge(refused: Refused, error: unknown): Promise<ConfirmedPayment> {
  try {
    if (error instanceof Stripe.errors.StripeCardError) return await declinedCharge(refused, error);
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return await refusedTerms(refused, error);
    return await firstOfKey(refused, error);
  } catch (outage) {
    await closeWithoutIntent(refused.confirmation, "lost");
    throw outage;
  }
}

/** A decline comes with its intent, which the next try takes the place of. */
async function declinedCharge(
  { order, confirmation }: Refused,
  error: Stripe.errors.StripeCardError,
): Promise<ConfirmedPayment> {
  const intentId = error.payment_intent?.id;
  if (intentId) {
    const intent = await readIntent(intentId);
    await recordIntent(order.id, confirmation, intent);
    await noteDecline(order.id, intent, new Date()).catch((failed: unknown) => {
      // The shopper's card was declined all the same; the event of it counts it.
      console.error(`the decline of ${intent.id} could not be counted: ${describeError(failed)}`);
    });
  } else await closeWithoutIntent(confirmation, "refused");
  return declined(error.message, error.decline_code || error.code);
}

/**
 * The first request under the key said something else, as its shopper has signed in since, or an option was changed. The
 * token tells which intent it confirmed; where it tells of none yet, that is for the events to tell.
 */
async function firstOfKey({ order, confirmation }: Refused, error: unknown): Promise<ConfirmedPayment> {
  const token = await readToken(confirmation.tokenId);
  if (!token?.payment_intent) throw error;
  return recordIntent(order.id, confirmation, await readIntent(token.payment_intent));
}

async function refusedTerms(
  { order, confirmation, customer }: Refused,
  error: Stripe.errors.StripeInvalidRequestError,
): Promise<ConfirmedPayment> {
  const failure = stripeFailure(error);
  console.error(`checkout: ${failure.message}`);
  const code =
    failure.code === "amount_too_small"
      ? failure.code
      : await reasonOf(confirmation.tokenId, customer, failure);
  await closeWithoutIntent(confirmation, "refused");
  if (code) return { ok: false, code };
  // The token was made for other terms than the order's: the page shows them anew.
  const checkout = paymentView(order, await shownWith(order, customer));
  return { ok: false, code: "quote_changed", checkout };
}

async function reasonOf(
  tokenId: string,
  customer: Customer | null,
  refusal: StripeFailure,
): Promise<TokenRefusal | null> {
  const token = await readToken(tokenId);
  if (!token) return "token_mismatched";
  const stripeCustomerId = customer && (await ensureStripeCustomer(customer.id));
  const code = tokenRefusal(token, { stripeCustomerId, refusal });
  // Whether a token can do without the code is Stripe's to judge, so it is asked for only once Stripe has refused.
  const isForCvc =
    env().PAYMENT_REQUIRE_CVC && lacksCvc(token) && (code === null || code === "token_expired");
  return isForCvc ? "cvc_required" : code;
}
