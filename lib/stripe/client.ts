import "server-only";
import Stripe from "stripe";
import { env } from "@/lib/config/env";
import { STRIPE_API_VERSION } from "./api-version";
import { storableHttpClient } from "./http-client.server";

let client: Stripe | undefined;

/** The client for Stripe; with STRIPE_API_BASE it calls the local Stripe. */
export function stripe(): Stripe {
  client ??= createStripe(env().STRIPE_SECRET_KEY, env().STRIPE_API_BASE);
  return client;
}

export function createStripe(secretKey: string, apiBase: string | undefined): Stripe {
  const base = apiBase ? new URL(apiBase) : undefined;
  return new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 2,
    timeout: 20_000,
    appInfo: { name: "kiln-and-cloth" },
    telemetry: false,
    httpClient: storableHttpClient(),
    ...(base && {
      protocol: base.protocol === "http:" ? ("http" as const) : ("https" as const),
      host: base.hostname,
      port: base.port || (base.protocol === "http:" ? 80 : 443),
    }),
  });
}
