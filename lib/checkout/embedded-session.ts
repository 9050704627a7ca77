import type Stripe from "stripe";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/i18n-path";
import type { OrderId } from "@/lib/ids";
import type { Quote, ShippingRate } from "@/lib/quote/types";
import { countriesOfZone } from "@/lib/shipping/rates";

type Countries = Stripe.Checkout.SessionCreateParams.ShippingAddressCollection["allowed_countries"];

export type EmbeddedSessionInput = {
  orderId: OrderId;
  orderNumber: string;
  quote: Quote;
  locale: Locale;
  storeUrl: string;
  expiresAt: Date;
};

/**
 * Blik and ACSS need a browser of the shopper's bank that an embedded page can't offer everywhere; the guide for
 * embedded pages leaves them out.
 */
const EXCLUDED_METHODS = ["blik", "acss_debit"] as const;

/** The Checkout Session that collects an order's money on Stripe's embedded page. Pure. */
export function embeddedSessionParams(input: EmbeddedSessionInput): Stripe.Checkout.SessionCreateParams {
  const { quote, orderId, locale } = input;
  const returnTo = new URL(localPath(locale, "/checkout/return"), input.storeUrl);
  const metadata = { order_id: orderId, order_number: input.orderNumber };
  return {
    ui_mode: "embedded_page",
    mode: "payment",
    locale,
    client_reference_id: orderId,
    line_items: quote.lines.map((line) => ({ price: line.priceId, quantity: line.quantity })),
    shipping_address_collection: { allowed_countries: countriesOfZone(quote.country) as Countries },
    shipping_options: quote.shippingRates.map((rate) => shippingOption(rate, quote)),
    billing_address_collection: "auto",
    // Another presentment currency would make Stripe's amounts differ from the quote's.
    adaptive_pricing: { enabled: false },
    automatic_tax: { enabled: quote.tax === "stripe" },
    excluded_payment_method_types: [...EXCLUDED_METHODS],
    // The placeholder must reach Stripe unescaped.
    return_url: `${returnTo.href}?session_id={CHECKOUT_SESSION_ID}`,
    expires_at: Math.floor(input.expiresAt.getTime() / 1000),
    branding_settings: {
      display_name: "Kiln & Cloth",
      background_color: "#ffffff",
      button_color: "#2f3a2f",
      border_style: "rounded",
    },
    metadata,
    payment_intent_data: { metadata, description: `Order ${input.orderNumber}` },
  };
}

function shippingOption(
  rate: ShippingRate,
  quote: Quote,
): Stripe.Checkout.SessionCreateParams.ShippingOption {
  return {
    shipping_rate_data: {
      type: "fixed_amount",
      display_name: rate.name,
      fixed_amount: { amount: rate.amount, currency: quote.currency },
      delivery_estimate: {
        minimum: { unit: "business_day", value: rate.minDays },
        maximum: { unit: "business_day", value: rate.maxDays },
      },
      metadata: { speed: rate.speed },
    },
  };
}
