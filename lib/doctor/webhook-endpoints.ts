import Stripe from "stripe";
import { env } from "@/lib/config/env";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { stripe } from "@/lib/stripe/client";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { LANE_TYPES, MAX_LISTED_TYPES } from "@/lib/webhooks/lanes";
import { type Finding, note, right, wrong } from "./finding";
import { stripeProblem } from "./stripe-keys.server";

export const webhookUrl = (storeUrl: string): string => new URL("/api/webhooks/stripe", storeUrl).href;

/** The account's endpoints with the address, newest first. */
export async function endpointsOf(client: Stripe, url: string): Promise<Stripe.WebhookEndpoint[]> {
  const all = await client.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  return all.filter((endpoint) => endpoint.url === url);
}

const MAKE = "npm run setup:stripe";

/** Whether Stripe has one endpoint for the store, with its events and its version, and whether it takes what is sent. */
export async function checkEndpoint(): Promise<Finding[]> {
  const url = webhookUrl(env().STORE_URL);
  try {
    const found = await endpointsOf(stripe(), url);
    const enabled = found.filter(({ status }) => status === "enabled");
    const [endpoint, ...others] = enabled;
    if (!endpoint) {
      if (found.length === 0)
        return [wrong("endpoint_missing", `the endpoint ${url} is missing in Stripe`, `${MAKE} creates it`)];
      return [
        wrong("endpoint_off", `the endpoint ${url} is switched off in Stripe`, `${MAKE} switches it on`),
      ];
    }
    const sent = new Set(endpoint.enabled_events);
    const lacks = sent.has("*") ? [] : HANDLED_EVENTS.filter((type) => !sent.has(type));
    return [
      right(`Stripe sends events to ${url}`),
      ...(others.length > 0
        ? [
            wrong(
              "endpoint_twice",
              `Stripe has ${enabled.length} endpoints for it`,
              "delete all but the one whose secret the store has",
            ),
          ]
        : []),
      ...(lacks.length > 0
        ? [wrong("endpoint_events", `it lacks the events ${lacks.join(", ")}`, MAKE)]
        : []),
      ...(endpoint.api_version === STRIPE_API_VERSION
        ? []
        : [
            wrong(
              "endpoint_version",
              `its API version is ${endpoint.api_version ?? "the account's"}, not ${STRIPE_API_VERSION}`,
              `delete it in Stripe, then ${MAKE}`,
            ),
          ]),
      await checkDeliveries(),
    ];
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError)
      return [note("the secret key may not list webhook endpoints: look in Stripe's dashboard")];
    return [stripeProblem(error, "the endpoints could not be listed")];
  }
}

/** Seconds after which a delivery that succeeds at once has been made. */
const SETTLED_SECONDS = 120;

/** The newest event of a payment that Stripe has had the time to deliver shows whether the store took it, and so whether its secret is right. */
async function checkDeliveries(): Promise<Finding> {
  const created = { lt: Math.floor(Date.now() / 1000) - SETTLED_SECONDS };
  const types = LANE_TYPES.payments.slice(0, MAX_LISTED_TYPES);
  const [last] = (await stripe().events.list({ limit: 1, created, types })).data;
  if (!last) return note("there is no payment yet that shows whether deliveries arrive");
  const when = new Date(last.created * 1000).toISOString();
  if (last.pending_webhooks === 0) return right(`the last event was delivered: ${last.type} of ${when}`);
  return wrong(
    "delivery_failed",
    `the last event, ${last.type} of ${when}, is not delivered`,
    "the endpoint's deliveries in Stripe's dashboard show the answer. 400: STRIPE_WEBHOOK_SECRET is not the endpoint's secret. 401 or 403: something before the store asks for a password",
  );
}
