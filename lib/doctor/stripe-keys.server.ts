import Stripe from "stripe";
import { isLiveKey } from "@/lib/base/live-key";
import { env } from "@/lib/config/env";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { createStripe, stripe } from "@/lib/stripe/client";
import { checkClock } from "./clock";
import { type Finding, note, right, wrong } from "./finding";

/** Whether Stripe takes the keys and the API version, and whether its clock is ours. */
export async function checkKeys(): Promise<Finding[]> {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  const where = STRIPE_API_BASE
    ? `the Stripe on ${STRIPE_API_BASE}`
    : `Stripe, in ${isLiveKey(STRIPE_SECRET_KEY) ? "live" : "test"} mode`;
  try {
    const { lastResponse } = await stripe().products.list({ limit: 1 });
    const { apiVersion, headers } = lastResponse;
    return [
      right(`the secret key is accepted by ${where}`),
      ...(apiVersion && apiVersion !== STRIPE_API_VERSION
        ? [
            wrong(
              "api_version",
              `Stripe answered with API version ${apiVersion}, not ${STRIPE_API_VERSION}`,
              "let nothing between the store and Stripe change the header Stripe-Version",
            ),
          ]
        : []),
      ...(headers.date ? checkClock("Stripe", Date.parse(headers.date)) : []),
      await checkPair(),
    ];
  } catch (error) {
    return [stripeProblem(error, where)];
  }
}

/** Only an object of the account shows that both keys belong to it: the publishable one reads it by its client secret. */
async function checkPair(): Promise<Finding> {
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE } = env();
  const [intent] = (await stripe().paymentIntents.list({ limit: 1 })).data;
  if (!intent?.client_secret) return note("the publishable key can be checked once there is a payment");
  try {
    const byPublishable = createStripe(STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE);
    await byPublishable.paymentIntents.retrieve(intent.id, { client_secret: intent.client_secret });
    return right("the publishable key belongs to the same account");
  } catch (error) {
    const refused =
      error instanceof Stripe.errors.StripeAuthenticationError ||
      error instanceof Stripe.errors.StripeInvalidRequestError;
    if (!refused) throw error;
    return wrong(
      "keys_differ",
      "STRIPE_PUBLISHABLE_KEY is not of the account that STRIPE_SECRET_KEY is of",
      "copy both from one page: https://dashboard.stripe.com/apikeys",
    );
  }
}

/** @throws the error itself when it is not Stripe's */
export function stripeProblem(error: unknown, where: string): Finding {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return wrong(
      "key_refused",
      `${where}: STRIPE_SECRET_KEY is refused`,
      "copy it again from https://dashboard.stripe.com/apikeys: it was mistyped, rolled or deleted",
    );
  if (error instanceof Stripe.errors.StripePermissionError)
    return wrong(
      "key_lacks_permission",
      `${where}: STRIPE_SECRET_KEY lacks permissions that the store needs`,
      "give the restricted key what Stripe's message in the dashboard's logs names, or use the secret key",
    );
  const what = error instanceof Stripe.errors.StripeConnectionError ? "no answer" : error.message;
  return wrong(
    "stripe_failed",
    `${where}: ${what}`,
    "look at https://status.stripe.com and at this machine's network",
  );
}
