import "server-only";
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
import { obliges } from "@/lib/legal/agreement.server";
import { type LegalPage, legalPath } from "@/lib/legal/pages";
import type { Quote } from "@/lib/model/quote";
import { quotedZone } from "@/lib/shipping/quoted-zone";
import { countriesWith } from "@/lib/shipping/zones";
import { stripe } from "@/lib/stripe/client";

type EmbeddedCheckoutStart =
  | { ok: true; clientSecret: string; orderId: OrderId }
  | Extract<StartedSession, { ok: false }>;

export async function startEmbeddedCheckout(input: SessionStart): Promise<EmbeddedCheckoutStart> {
  const started = await startSession(embeddedSurface, input);
  if (!started.ok) return started;
  return { ok: true, clientSecret: started.clientSecret, orderId: started.orderId };
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
  return countriesWith(quotedZone(quote), quote.country).filter((country) =>
    quote.discounts.every((discount) => discount.countries?.includes(country) ?? true),
  );
}
