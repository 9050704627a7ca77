import "server-only";
import Stripe from "stripe";
import { stripe } from "@/lib/stripe/client";

/**
 * Reads a token; null when it is not in this Stripe account.
 * @throws Stripe's other errors
 */
export async function readToken(tokenId: string): Promise<Stripe.ConfirmationToken | null> {
  try {
    return await stripe().confirmationTokens.retrieve(tokenId);
  } catch (error) {
    const isMissing =
      error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
    if (isMissing) return null;
    throw error;
  }
}
