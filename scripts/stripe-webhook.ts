import { parseArgs } from "node:util";
import { isLiveKey } from "@/lib/base/live-key";
import { isLoopback } from "@/lib/base/loopback";
import { env, limitEnv } from "@/lib/config/env";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { stripe } from "@/lib/stripe/client";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { readEnvFile } from "./local/environment";
import { runScript } from "./local/run-script";
import { endpointsOf, webhookUrl } from "./stripe-webhook/endpoints";

/**
 * Makes the webhook endpoint before the store is online, or adds missing events to it. Only its secret goes to standard output, as a line of a
 * settings file.
 */
runScript(async () => {
  parseArgs();
  readEnvFile();
  limitEnv(["STRIPE_SECRET_KEY", "STORE_URL"]);
  const { STORE_URL, STRIPE_SECRET_KEY } = env();
  if (isLoopback(STORE_URL)) {
    throw new Error(
      `Stripe can't reach ${STORE_URL}: set STORE_URL to the store's address, or let stripe listen forward events`,
    );
  }
  const url = webhookUrl(STORE_URL);
  console.error(`Stripe in ${isLiveKey(STRIPE_SECRET_KEY) ? "live" : "test"} mode, endpoint ${url}.`);
  const [known] = await endpointsOf(stripe(), url);
  if (known) {
    const wanted = { enabled_events: [...HANDLED_EVENTS], disabled: false };
    await stripe().webhookEndpoints.update(known.id, wanted);
    console.error(
      "The endpoint already exists, with all events that the store needs. Stripe's dashboard shows its secret.",
    );
    return;
  }
  const { secret } = await stripe().webhookEndpoints.create({
    url,
    enabled_events: [...HANDLED_EVENTS],
    api_version: STRIPE_API_VERSION,
    description: "The store: payments and catalogue",
  });
  if (!secret) throw new Error("Stripe created the endpoint without returning its secret: see its dashboard");
  console.log(`STRIPE_WEBHOOK_SECRET=${secret}`);
});
