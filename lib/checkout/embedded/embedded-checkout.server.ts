import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderId } from "@/lib/base/ids";
import { couponFor } from "@/lib/checkout/sessions/coupon.server";
import { listedLines } from "@/lib/checkout/sessions/session-lines";
import { commonParams, type SessionInput } from "@/lib/checkout/sessions/session-parts";
import {
  type SessionStart,
  type SessionSurface,
  type StartedSession,
  startSession,
} from "@/lib/checkout/sessions/start-session.server";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { obliges } from "@/lib/legal/agreement.server";
import { type LegalPage, legalPath } from "@/lib/legal/pages";
import type { Pickup, Quote } from "@/lib/model/quote";
import { rateHoldsFor } from "@/lib/orders/settle/compare";
import { quotedZone } from "@/lib/shipping/quoted-zone";
import { countriesWith } from "@/lib/shipping/zones";
import { stripe } from "@/lib/stripe/client";

type EmbeddedCheckoutStart =
  | {
      ok: true;
      clientSecret: string;
      orderId: OrderId;
      /** Stripe's page shows the name of a place and no more. */
      pickups: { name: string; pickup: Pickup }[];
    }
  | Extract<StartedSession, { ok: false }>;

export async function startEmbeddedCheckout(input: SessionStart): Promise<EmbeddedCheckoutStart> {
  const started = await startSession(embeddedSurface, input);
  if (!started.ok) return started;
  const { clientSecret, orderId } = started;
  const order = await db().query.orders.findFirst({
    where: eq(orders.id, orderId),
    columns: { quote: true },
  });
  const pickups = (order?.quote.shippingRates ?? []).flatMap(({ name, pickup }) =>
    pickup ? [{ name, pickup }] : [],
  );
  return { ok: true, clientSecret, orderId, pickups };
}

export const embeddedSurface: SessionSurface = {
  name: "embedded",
  async createSession(input, idempotencyKey) {
    const params = embeddedSessionParams(input, await couponFor(input.quote));
    return stripe().checkout.sessions.create(params, { idempotencyKey });
  },
};

type Countries = Stripe.Checkout.SessionCreateParams.ShippingAddressCollection["allowed_countries"];

/** The Checkout Session of Stripe's embedded page. Pure. `coupon` stands for the quote's discounts; null without any. */
export function embeddedSessionParams(
  input: SessionInput,
  coupon: string | null,
): Stripe.Checkout.SessionCreateParams {
  const { quote } = input;
  const { name, theme } = shop();
  return {
    ...commonParams(input),
    ui_mode: "embedded_page",
    line_items: listedLines(quote),
    ...(coupon && { discounts: [{ coupon }] }),
    shipping_address_collection: { allowed_countries: allowedCountries(quote) as Countries },
    ...(obliges(quote) && { custom_text: { submit: { message: obligation(input) } } }),
    branding_settings: {
      display_name: name,
      background_color: theme.light.raised,
      button_color: theme.light.action,
      border_style: "rounded",
    },
  };
}

/** Stripe's page has its own button, beside which this is said. Links are written out, as Stripe documents plain text only. */
function obligation({ locale, storeUrl }: SessionInput): string {
  const urlOf = (page: LegalPage) => new URL(localPath(locale, legalPath(page)), storeUrl).href;
  return translator(locale, "checkout")("obliges", { terms: urlOf("terms"), returns: urlOf("returns") });
}

/** The quote can't change on Stripe's page, so the address must be in a country that its rates and discounts are for. */
function allowedCountries(quote: Quote): string[] {
  return countriesWith(quotedZone(quote), quote.country).filter(
    (country) =>
      quote.discounts.every((discount) => discount.countries?.includes(country) ?? true) &&
      quote.shippingRates.every(({ speed }) => rateHoldsFor(quote, speed, country)),
  );
}
