import "server-only";
import Stripe from "stripe";
import { describeError } from "@/lib/base/describe-error";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import { countDecline } from "@/lib/orders/attempts/declines.server";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/settle/intent-evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { type Confirmation, closeConfirmation } from "@/lib/orders/stored/confirmations.server";
import { readToken } from "@/lib/payments/read-token.server";
import { lacksCvc, type TokenRefusal, tokenRefusal } from "@/lib/payments/token-refusal";
import { stripe } from "@/lib/stripe/client";
import { type StripeFailure, stripeFailure } from "@/lib/stripe/failure";

const UNDER_WAY = ["succeeded", "processing", "requires_action", "requires_capture"] as const;

/** How a charge ended. `terms_changed`: the token was made for other terms, so the page must show the order again. */
export type ChargeResult =
  | {
      ok: true;
      status: (typeof UNDER_WAY)[number];
      clientSecret: string;
      paymentIntentId: PaymentIntentId;
      orderId: OrderId;
    }
  /** `message` is Stripe's text for the shopper. */
  | { ok: false; code: "card_declined"; message?: string; declineCode: string | null }
  | { ok: false; code: TokenRefusal | "amount_too_small" }
  | { ok: false; code: "terms_changed" };

function resultOf(orderId: OrderId, intent: Stripe.PaymentIntent): ChargeResult {
  const paymentIntentId = intent.id as PaymentIntentId;
  const status = UNDER_WAY.find((one) => one === intent.status);
  if (status) return { ok: true, status, clientSecret: intent.client_secret ?? "", paymentIntentId, orderId };
  return declined(intent.last_payment_error?.message, intent.last_payment_error?.decline_code);
}

const declined = (
  message: string | undefined,
  declineCode: string | undefined,
): Extract<ChargeResult, { code: "card_declined" }> => ({
  ok: false,
  code: "card_declined",
  ...(message && { message }),
  declineCode: declineCode ?? null,
});

export async function recordIntent(
  orderId: OrderId,
  confirmation: Confirmation,
  intent: Stripe.PaymentIntent,
): Promise<ChargeResult> {
  await settleWithEvidence(orderId, [intentEvidence(intent)], {
    inSameTransaction: (tx) => closeConfirmation(tx, confirmation, "done", intent.id as PaymentIntentId),
  });
  return resultOf(orderId, intent);
}

/** Closes a confirmation that has no intent. `lost` means that Stripe may have made one. */
export const closeWithoutIntent = (confirmation: Confirmation, status: "refused" | "lost") =>
  inTransaction(db(), (tx) => closeConfirmation(tx, confirmation, status));

export async function readChargeResult(
  orderId: OrderId,
  paymentIntentId: PaymentIntentId,
): Promise<ChargeResult> {
  const intent = await readIntent(paymentIntentId);
  await settleWithEvidence(orderId, [intentEvidence(intent)]);
  return resultOf(orderId, intent);
}

export const readIntent = (id: string) => stripe().paymentIntents.retrieve(id, { expand: INTENT_EXPANSION });

type Refused = { order: OrderRow; confirmation: Confirmation; customer: Customer | null };

/**
 * What Stripe's refusal of a charge means for the shopper.
 * @throws Stripe's errors when the reason can't be known now: the confirmation is `lost` then
 */
export async function refusedCharge(refused: Refused, error: unknown): Promise<ChargeResult> {
  try {
    if (error instanceof Stripe.errors.StripeCardError) return await declinedCharge(refused, error);
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return await refusedTerms(refused, error);
    return await chargeOfFirstRequest(refused, error);
  } catch (outage) {
    await closeWithoutIntent(refused.confirmation, "lost");
    throw outage;
  }
}

async function declinedCharge(
  { order, confirmation }: Refused,
  error: Stripe.errors.StripeCardError,
): Promise<ChargeResult> {
  const intentId = error.payment_intent?.id;
  if (intentId) {
    const intent = await readIntent(intentId);
    await recordIntent(order.id, confirmation, intent);
    await countDecline(order.id, intent, new Date()).catch((failed: unknown) => {
      // The card was declined even if counting failed; Stripe's event will count the decline.
      log.error(`the decline of ${intent.id} could not be counted: ${describeError(failed)}`);
    });
  } else await closeWithoutIntent(confirmation, "refused");
  return declined(error.message, error.decline_code || error.code);
}

/**
 * The key was used before with other parameters, as before a sign-in. The token names the intent it confirmed; if none, events
 * will bring the result.
 */
async function chargeOfFirstRequest({ order, confirmation }: Refused, error: unknown): Promise<ChargeResult> {
  const token = await readToken(confirmation.tokenId);
  if (!token?.payment_intent) throw error;
  return recordIntent(order.id, confirmation, await readIntent(token.payment_intent));
}

async function refusedTerms(
  { confirmation, customer }: Refused,
  error: Stripe.errors.StripeInvalidRequestError,
): Promise<ChargeResult> {
  const failure = stripeFailure(error);
  log.error(`checkout: ${failure.message}`);
  const code =
    failure.code === "amount_too_small"
      ? failure.code
      : await reasonOf(confirmation.tokenId, customer, failure);
  await closeWithoutIntent(confirmation, "refused");
  return { ok: false, code: code ?? "terms_changed" };
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
  // Stripe decides whether a token needs the security code, so the store asks for it only after a refusal.
  const isForCvc =
    env().PAYMENT_REQUIRE_CVC && lacksCvc(token) && (code === null || code === "token_expired");
  return isForCvc ? "cvc_required" : code;
}
