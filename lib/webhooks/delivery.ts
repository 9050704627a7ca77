import type Stripe from "stripe";
import { z } from "zod";
import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";

export type Delivery =
  | { kind: "event"; event: Stripe.Event }
  /** A signed "thin" event, which only names its object. */
  | { kind: "notification"; id: string; type: string };

const notification = z.object({ object: z.literal("v2.core.event"), id: z.string(), type: z.string() });

/** Reads a delivery; null without a signature by one of the secrets in the last five minutes. */
export function readDelivery(rawBody: string, signature: string | null): Delivery | null {
  if (!signature || !isSigned(rawBody, signature)) return null;
  const body: unknown = JSON.parse(rawBody);
  const thin = notification.safeParse(body);
  if (thin.success) return { kind: "notification", id: thin.data.id, type: thin.data.type };
  // Stripe signed the body, so it has the form of an event.
  return { kind: "event", event: body as Stripe.Event };
}

/** Two secrets are valid while one is being rolled. */
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
