import type Stripe from "stripe";
import { z } from "zod";
import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";

export type Delivery =
  | { kind: "event"; event: Stripe.Event }
  /** A signed "thin" event, which only names its object. */
  | { kind: "notification"; id: string; type: string }
  /** Signed, but no event. */
  | { kind: "unreadable" };

const notification = z.object({ object: z.literal("v2.core.event"), id: z.string(), type: z.string() });

/** What every event has, whatever it is about. Stripe signed the rest, so it has the form of its type, and is not copied. */
const event = z.object({
  object: z.literal("event"),
  id: z.string().regex(/^\w{1,255}$/),
  type: z.string().max(255),
  created: z.number(),
  livemode: z.boolean(),
  data: z.object({ object: z.object({}) }),
});

/** Reads a delivery; null without a signature by one of the secrets in the last five minutes. */
export function readDelivery(rawBody: string, signature: string | null): Delivery | null {
  if (!signature || !isSigned(rawBody, signature)) return null;
  const body = parsed(rawBody);
  if (event.safeParse(body).success) return { kind: "event", event: body as Stripe.Event };
  const thin = notification.safeParse(body);
  return thin.success
    ? { kind: "notification", id: thin.data.id, type: thin.data.type }
    : { kind: "unreadable" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
