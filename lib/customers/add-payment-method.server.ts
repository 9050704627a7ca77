import "server-only";
import Stripe from "stripe";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import type { Customer } from "@/lib/model/customer";
import { paymentOptions } from "@/lib/payments/options";
import { readToken } from "@/lib/payments/read-token.server";
import { type TokenRefusal, tokenRefusal } from "@/lib/payments/token-refusal";
import { stripe } from "@/lib/stripe/client";
import { type DeclineReason, declineReason } from "@/lib/stripe/declines";
import { stripeFailure } from "@/lib/stripe/failure";
import { PAYMENT_METHODS_PATH } from "./paths";
import { setupParams } from "./setup-options";
import { ensureStripeCustomer, withStripeCustomer } from "./stripe-customer.server";

const UNDER_WAY = ["succeeded", "processing", "requires_action"] as const;

type AddedMethod =
  /** `requires_action`: the bank asks the shopper something, by `stripe.handleNextAction`. */
  | { ok: true; status: (typeof UNDER_WAY)[number]; clientSecret: string }
  | { ok: false; code: "card_declined"; reason: DeclineReason }
  | { ok: false; code: Exclude<TokenRefusal, "cvc_required"> | "stripe_unavailable" };

/**
 * Saves a payment method without a payment. The same token gives the same SetupIntent. Never throws for an outage.
 * @param storeUrl where the bank sends the shopper back to
 */
export async function addPaymentMethod(
  customer: Customer,
  tokenId: string,
  locale: Locale,
  storeUrl = env().STORE_URL,
): Promise<AddedMethod> {
  const { SAVED_METHODS_USAGE: usage } = env();
  const create = (stripeCustomerId: string) =>
    stripe().setupIntents.create(
      setupParams({
        tokenId,
        usage,
        stripeCustomerId,
        options: paymentOptions(env()),
        customerId: customer.id,
        returnUrl: new URL(localPath(locale, PAYMENT_METHODS_PATH), storeUrl).href,
      }),
      { idempotencyKey: `setup-${stripeCustomerId}-${tokenId}` },
    );
  try {
    return outcome(await withStripeCustomer(customer.id, create));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      return declined(error);
    }
    return { ok: false, code: await refusal(customer, tokenId, error).catch(unavailable) };
  }
}

function outcome({ status, client_secret, last_setup_error }: Stripe.SetupIntent): AddedMethod {
  const underWay = UNDER_WAY.find((one) => one === status);
  if (underWay) return { ok: true, status: underWay, clientSecret: client_secret ?? "" };
  return declined(last_setup_error);
}

function declined(
  error: { code?: string | null; decline_code?: string | null } | null,
): Extract<AddedMethod, { code: "card_declined" }> {
  const reason = declineReason(error?.decline_code, error?.code) ?? "declined";
  return { ok: false, code: "card_declined", reason };
}

/** Why Stripe refused to save a payment method. Throws Stripe's errors when the reason can't be known now. */
async function refusal(
  customer: Customer,
  tokenId: string,
  error: unknown,
): Promise<Exclude<TokenRefusal, "cvc_required">> {
  const failure = stripeFailure(error);
  if (failure.kind === "unavailable") throw error;
  log.error(`account: ${failure.message}`);
  const token = await readToken(tokenId);
  const tried = { stripeCustomerId: await ensureStripeCustomer(customer.id), refusal: failure };
  return (token && tokenRefusal(token, tried)) ?? "token_mismatched";
}

function unavailable(error: unknown): "stripe_unavailable" {
  log.error(`account: ${stripeFailure(error).message}`);
  return "stripe_unavailable";
}
