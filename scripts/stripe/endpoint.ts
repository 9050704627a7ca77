import type Stripe from "stripe";
import { isLiveKey } from "@/lib/base/live-key";
import { isLoopback } from "@/lib/base/loopback";
import { env } from "@/lib/config/env";
import { endpointsOf, webhookUrl } from "@/lib/doctor/webhook-endpoints";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";

/**
 * Makes the store's webhook endpoint, or adds missing events to it and switches it on. An endpoint keeps the version that it was made with, so one of another
 * version gets a new one beside it. Safe to repeat.
 * @returns the secret of a new endpoint, which Stripe shows only now; and the addresses' other endpoints
 * @throws Error when Stripe can't reach the store's address
 */
export async function ensureEndpoint(
  stripe: Stripe,
): Promise<{ secret: string | null; others: Stripe.WebhookEndpoint[] }> {
  const { STORE_URL, STRIPE_SECRET_KEY } = env();
  if (isLoopback(STORE_URL)) {
    throw new Error(
      `Stripe can't reach ${STORE_URL}: set STORE_URL to the store's address, or let stripe listen forward events`,
    );
  }
  const url = webhookUrl(STORE_URL);
  console.error(`Stripe in ${isLiveKey(STRIPE_SECRET_KEY) ? "live" : "test"} mode, endpoint ${url}.`);
  const found = await endpointsOf(stripe, url);
  const known = found.find(({ api_version }) => api_version === STRIPE_API_VERSION);
  const others = found.filter(({ id }) => id !== known?.id);
  if (known) {
    const wanted = { enabled_events: [...HANDLED_EVENTS], disabled: false };
    await stripe.webhookEndpoints.update(known.id, wanted);
    console.error(
      "The endpoint already exists, with all events that the store needs. Stripe's dashboard shows its secret.",
    );
    return { secret: null, others };
  }
  const { secret } = await stripe.webhookEndpoints.create({
    url,
    enabled_events: [...HANDLED_EVENTS],
    api_version: STRIPE_API_VERSION,
    description: "The store: payments and catalogue",
  });
  if (!secret) throw new Error("Stripe created the endpoint without returning its secret: see its dashboard");
  return { secret, others };
}

/** Says on the error output what to do about endpoints that are not needed: the standard output is a settings file. */
export function tellOthers(others: readonly Stripe.WebhookEndpoint[]): void {
  for (const { id, api_version } of others) {
    console.error(
      `${id} has the same address, and API version ${api_version ?? "of the account"}. Keep its secret in STRIPE_WEBHOOK_SECRET beside the new one, with a comma between, until the store is deployed; then delete it in Stripe.`,
    );
  }
}
