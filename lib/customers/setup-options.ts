import type { StripeElementsOptionsMode } from "@stripe/stripe-js";
import type Stripe from "stripe";
import {
  type FutureUsage,
  offeredInElements,
  offeredToIntent,
  type PaymentOptions,
} from "@/lib/payments/options";

export type SetupElementsOptions = StripeElementsOptionsMode & { mode: "setup" };

/** Options for `stripe.elements()` without a purchase. They must match `setupParams`. */
export function setupElementsOptions(
  options: PaymentOptions,
  { usage, currency }: { usage: FutureUsage; currency: string },
): SetupElementsOptions {
  return { mode: "setup", currency, setupFutureUsage: usage, ...offeredInElements(options) };
}

type Input = {
  tokenId: string;
  options: PaymentOptions;
  usage: FutureUsage;
  /** `cus_…` of the customer who will own the card. */
  stripeCustomerId: string;
  customerId: string;
  returnUrl: string;
};

/** Parameters to create and confirm a SetupIntent in one call. Pure. Source: docs.stripe.com/payments/finalize-payments-on-the-server. */
export function setupParams(input: Input): Stripe.SetupIntentCreateParams {
  return {
    confirm: true,
    confirmation_token: input.tokenId,
    customer: input.stripeCustomerId,
    usage: input.usage,
    use_stripe_sdk: true,
    return_url: input.returnUrl,
    metadata: { customer_id: input.customerId },
    ...offeredToIntent(input.options),
  };
}
