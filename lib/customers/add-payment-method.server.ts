import "server-only";
import Stripe from "stripe";
import type { Locale } from "@/i18n/routing";
import { paymentOptions } from "@/lib/checkout/payment/options";
import { env } from "@/lib/env";
import { localPath } from "@/lib/i18n-path";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { type DeclineReason, declineReason } from "./decline-reason";
import { PAYMENT_METHODS_PATH } from "./paths";
import { setupParams } from "./setup-options";
import { withStripeCustomer } from "./stripe-customer.server";
import type { Customer } from "./types";

const UNDER_WAY = ["succeeded", "processing", "requires_action"] as const;

export type AddedMethod =
  /** `requires_action`: the shopper's bank asks first, by `stripe.handleNextAction`. */
  | { ok: true; status: (typeof UNDER_WAY)[number]; clientSecret: string }
  | { ok: false; code: "card_declined"; reason: DeclineReason }
  | { ok: false; code: "token_used" | "stripe_unavailable" };

/**
 * Keeps what a ConfirmationToken holds for an account, without a payment: one call to Stripe (and one more for an account
 * that is new to it). The same token again is the same SetupIntent again, so it never makes a second card. Never throws for
 * an outage.
 */
export async function addPaymentMethod(
  customer: Customer,
  tokenId: string,
  locale: Locale,
): Promise<AddedMethod> {
  const { STORE_URL, SAVED_METHODS_USAGE: usage } = env();
  const create = (stripeCustomerId: string) =>
    stripe().setupIntents.create(
      setupParams({
        tokenId,
        usage,
        stripeCustomerId,
        options: paymentOptions(env()),
        customerId: customer.id,
        returnUrl: new URL(localPath(locale, PAYMENT_METHODS_PATH), STORE_URL).href,
      }),
      { idempotencyKey: `setup-${stripeCustomerId}-${tokenId}` },
    );
  try {
    return outcome(await withStripeCustomer(customer.id, create));
  } catch (error) {
    return refusal(error);
  }
}

function outcome({ status, client_secret, last_setup_error }: Stripe.SetupIntent): AddedMethod {
  const underWay = UNDER_WAY.find((one) => one === status);
  if (underWay) return { ok: true, status: underWay, clientSecret: client_secret ?? "" };
  return { ok: false, code: "card_declined", reason: declineReason(last_setup_error) };
}

function refusal(error: unknown): AddedMethod {
  if (error instanceof Stripe.errors.StripeCardError) {
    return { ok: false, code: "card_declined", reason: declineReason(error) };
  }
  const failure = stripeFailure(error);
  console.error(`account: ${failure.message}`);
  return { ok: false, code: failure.kind === "unavailable" ? "stripe_unavailable" : "token_used" };
}
