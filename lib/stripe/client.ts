import "server-only";
import Stripe from "stripe";
import { env } from "@/lib/config/env";
import { shopSlug } from "@/lib/config/shop";
import { STRIPE_API_VERSION } from "./api-version";
import { backgroundKind } from "./background.server";
import { storableHttpClient } from "./http-client.server";

/** How long one call may take. `timeout` is in milliseconds, for each try. */
type Patience = Pick<Stripe.StripeConfig, "maxNetworkRetries" | "timeout">;

const FOR_A_PERSON = { maxNetworkRetries: 2, timeout: 20_000 } as const satisfies Patience;
/** A round has to end in time, and the next one tries again. */
const IN_ROUND = { maxNetworkRetries: 1, timeout: 6_000 } as const satisfies Patience;
/** Tries go on for half a minute. */
const IN_BULK = { maxNetworkRetries: 8, timeout: 30_000 } as const satisfies Patience;

let forPerson: Stripe | undefined;
let inRound: Stripe | undefined;
let inBulk: Stripe | undefined;

/** The client for Stripe; with STRIPE_API_BASE it calls the local Stripe. Each kind of background work has its own, with another patience. */
export function stripe(): Stripe {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = env();
  switch (backgroundKind()) {
    case "round":
      inRound ??= createStripe(key, base, IN_ROUND);
      return inRound;
    case "bulk":
      inBulk ??= createStripe(key, base, IN_BULK);
      return inBulk;
    case undefined:
      forPerson ??= createStripe(key, base);
      return forPerson;
  }
}

export function createStripe(
  secretKey: string,
  apiBase: string | undefined,
  patience: Patience = FOR_A_PERSON,
): Stripe {
  const base = apiBase ? new URL(apiBase) : undefined;
  return new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    ...patience,
    appInfo: { name: shopSlug() },
    telemetry: false,
    httpClient: storableHttpClient(),
    ...(base && {
      protocol: base.protocol === "http:" ? ("http" as const) : ("https" as const),
      host: base.hostname,
      port: base.port || (base.protocol === "http:" ? 80 : 443),
    }),
  });
}
