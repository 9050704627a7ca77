import type { Stripe } from "@stripe/stripe-js";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { loadStripeJs } from "./load-stripe";

export type EmbeddedStart =
  | { ok: true; stripe: Stripe; clientSecret: string }
  /** `message`: the store's own words for it, in the shopper's language; null when it was never reached. */
  | { ok: false; code: string; message: string | null; orderId: string | null };

export type EmbeddedRequest = {
  locale: Locale;
  /** Pays this order again. Null: the cart. */
  orderId: string | null;
  publishableKey: string;
  stripeJsUrl: string | null;
};

const success = z.object({ clientSecret: z.string(), orderId: z.string() });
const failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), orderId: z.string().optional() }),
});

/** Loads Stripe.js and opens the Checkout Session side by side. Never throws. */
export async function startEmbedded(request: EmbeddedRequest): Promise<EmbeddedStart> {
  const script = loadStripeJs(request.publishableKey, request.stripeJsUrl).catch(() => null);
  const session = await openSession(request);
  if (!session.ok) return session;
  const stripe = await script;
  if (!stripe) return { ok: false, code: "script", message: null, orderId: null };
  return { ok: true, stripe, clientSecret: session.clientSecret };
}

async function openSession({ locale, orderId }: EmbeddedRequest) {
  try {
    const response = await fetch("/api/checkout/embedded", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ locale, ...(orderId && { orderId }) }),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, ...success.parse(body) } as const;
    const { error } = failure.parse(body);
    return { ...error, ok: false, orderId: error.orderId ?? orderId } as const;
  } catch {
    return { ok: false, code: "network", message: null, orderId: null } as const;
  }
}
