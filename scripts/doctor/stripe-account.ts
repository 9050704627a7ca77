import Stripe from "stripe";
import { isLiveKey } from "@/lib/base/live-key";
import { env } from "@/lib/config/env";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { stripe } from "@/lib/stripe/client";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { endpointsOf, webhookUrl } from "../stripe-webhook/endpoints";
import { type Finding, note, right, wrong } from "./finding";

export async function checkKeys(): Promise<Finding[]> {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  const where = STRIPE_API_BASE
    ? `the Stripe on ${STRIPE_API_BASE}`
    : `Stripe, in ${isLiveKey(STRIPE_SECRET_KEY) ? "live" : "test"} mode`;
  try {
    await stripe().products.list({ limit: 1 });
    return [right(`the secret key is accepted by ${where}`)];
  } catch (error) {
    return [wrong(`${where}: ${refusal("STRIPE_SECRET_KEY", error)}`)];
  }
}

/** Stripe shows an endpoint's secret only once, so it is proved by the first event. */
export async function checkEndpoint(): Promise<Finding[]> {
  const url = webhookUrl(env().STORE_URL);
  try {
    const found = await endpointsOf(stripe(), url);
    const enabled = found.filter(({ status }) => status === "enabled");
    const [endpoint, ...others] = enabled;
    if (!endpoint) {
      const what = found.length > 0 ? "is switched off" : "is missing";
      return [wrong(`the endpoint ${url} ${what} in Stripe: npm run stripe:webhook creates it`)];
    }
    const sent = new Set(endpoint.enabled_events);
    const lacks = sent.has("*") ? [] : HANDLED_EVENTS.filter((type) => !sent.has(type));
    return [
      right(`Stripe sends events to ${url}`),
      ...(others.length > 0
        ? [wrong(`Stripe has ${enabled.length} endpoints for it: keep the one whose secret the store has`)]
        : []),
      ...(lacks.length > 0 ? [wrong(`it lacks the events ${lacks.join(", ")}: npm run stripe:webhook`)] : []),
      ...(endpoint.api_version === STRIPE_API_VERSION
        ? []
        : [
            wrong(
              `its API version is ${endpoint.api_version ?? "the account's"}, not ${STRIPE_API_VERSION}: delete it in Stripe, then npm run stripe:webhook`,
            ),
          ]),
    ];
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError)
      return [note("the secret key may not list webhook endpoints: look in Stripe's dashboard")];
    return [wrong(`the endpoints could not be listed: ${refusal("STRIPE_SECRET_KEY", error)}`)];
  }
}

function refusal(name: string, error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  if (error instanceof Stripe.errors.StripeAuthenticationError) return `${name} is refused`;
  if (error instanceof Stripe.errors.StripePermissionError)
    return `${name} lacks permissions that the store needs`;
  return error instanceof Stripe.errors.StripeConnectionError ? "no answer" : error.message;
}
