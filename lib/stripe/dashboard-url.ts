import { isLiveKey } from "@/lib/base/live-key";
import type { Env } from "@/lib/config/env";

/** The page of a payment or dispute in Stripe's dashboard; the local Stripe has one list of each. */
export function dashboardUrl(
  paymentIntentId: string,
  about: "payment" | "dispute",
  { STRIPE_API_BASE, STRIPE_SECRET_KEY }: Pick<Env, "STRIPE_API_BASE" | "STRIPE_SECRET_KEY">,
): string {
  if (STRIPE_API_BASE)
    return new URL(about === "dispute" ? "/dashboard/disputes" : "/", STRIPE_API_BASE).href;
  const mode = isLiveKey(STRIPE_SECRET_KEY) ? "" : "test/";
  return `https://dashboard.stripe.com/${mode}payments/${paymentIntentId}`;
}
