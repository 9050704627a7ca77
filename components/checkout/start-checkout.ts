import type { Stripe } from "@stripe/stripe-js";
import { z } from "zod";
import { askStore } from "@/components/renewal/ask-store";
import { renewIfOld } from "@/components/renewal/renew-page";
import type { Locale } from "@/i18n/routing";
import { quoteSchema } from "@/lib/checkout/core/quote-answer";
import { loadStripeJs, type MakeStripe } from "./load-stripe";

export type CheckoutRequest = {
  locale: Locale;
  orderId: string | null;
  /** Names the price that the shopper agrees to: the order's new one, or the cart's as shown. */
  agreement?: string | null;
  publishableKey: string;
  stripeJsUrl: string | null;
  toConsumers: boolean;
};

/** The new price of an order that is paid again. `before` in minor units. */
export type PriceChangeAnswer = z.output<typeof priceChange>;

/** `message` is the store's text for the shopper; null when the store was not reached. */
export type FailedStart = {
  ok: false;
  code: string;
  message: string | null;
  orderId: string | null;
  priceChange?: PriceChangeAnswer | undefined;
};

export type StartResult<Opened> = ({ ok: true; stripe: Stripe } & Opened) | FailedStart;

const priceChange = z.object({
  before: z.int(),
  quote: quoteSchema,
  gone: z.array(z.object({ name: z.string(), reason: z.string().nullable() })),
  agreement: z.string(),
});

const failure = z.object({
  error: z.looseObject({ code: z.string(), message: z.string(), orderId: z.string().optional() }),
});

/** Loads Stripe.js and opens the session at once. Never throws. */
export async function startCheckout<Opened extends object>(
  request: CheckoutRequest,
  surface: {
    path: string;
    /** The form of the store's answer. */
    schema: z.ZodType<Opened>;
    makeStripe: (make: MakeStripe, opened: Opened) => Promise<Stripe>;
  },
): Promise<StartResult<Opened>> {
  const script = loadStripeJs(request.publishableKey, request.stripeJsUrl).catch(() => null);
  const session = await openSession(request, surface.path, surface.schema);
  if (!session.ok) return session;
  const make = await script;
  const stripe = make && (await surface.makeStripe(make, session.opened).catch(() => null));
  if (!stripe) {
    await renewIfOld();
    return { ok: false, code: "script", message: null, orderId: null };
  }
  return { ok: true, stripe, ...session.opened };
}

async function openSession<Opened>(
  { locale, orderId, agreement }: CheckoutRequest,
  path: string,
  schema: z.ZodType<Opened>,
): Promise<{ ok: true; opened: Opened } | FailedStart> {
  try {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ locale, ...(orderId && { orderId }), agreement: agreement ?? undefined }),
    };
    return await askStore(path, init, (body, response) => {
      if (response.ok) return { ok: true, opened: schema.parse(body) };
      const { error } = failure.parse(body);
      const { code, message } = error;
      const change = code === "price_changed" ? priceChange.parse(error) : undefined;
      return { ok: false, code, message, orderId: error.orderId ?? orderId, priceChange: change };
    });
  } catch {
    return { ok: false, code: "network", message: null, orderId: null };
  }
}
