import type Stripe from "stripe";
import { z } from "zod";
import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";

/** What was posted to the webhook's address. */
export type Delivery =
  | { kind: "event"; event: Stripe.Event }
  /** Signed, and of the second kind of events: it names what it is about and holds none of it ("thin"). */
  | { kind: "notification"; id: string; type: string };

const notification = z.object({ object: z.literal("v2.core.event"), id: z.string(), type: z.string() });

/** Null when none of the endpoint's secrets signed exactly this body in the last five minutes. */
export function readDelivery(rawBody: string, signature: string | null): Delivery | null {
  if (!signature || !isSigned(rawBody, signature)) return null;
  const body: unknown = JSON.parse(rawBody);
  const thin = notification.safeParse(body);
  if (thin.success) return { kind: "notification", id: thin.data.id, type: thin.data.type };
  // Signed, so it is what Stripe says that it is.
  return { kind: "event", event: body as Stripe.Event };
}

/** Two secrets are valid while an endpoint's secret is being rolled. */
function isSigned(rawBody: string, signature: string): boolean {
  const { webhooks } = stripe();
  return env().STRIPE_WEBHOOK_SECRET.some((secret) => {
    try {
      return webhooks.signature?.verifyHeader(rawBody, signature, secret) === true;
    } catch {
      return false;
    }
  });
}
