import type Stripe from "stripe";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderId } from "@/lib/base/ids";
import { deliveryEstimate } from "@/lib/checkout/core/delivery-estimate";
import type { ByType } from "@/lib/config/payment-variables";
import type { Quote, ShippingRate } from "@/lib/model/quote";
import { BANK_ASKED } from "@/lib/orders/attempts/asks-bank.server";
import type { FutureUsage } from "@/lib/payments/options";
import { revisionMetadata } from "@/lib/quote/revision-metadata";

type Params = Stripe.Checkout.SessionCreateParams;

export type SessionInput = {
  orderId: OrderId;
  orderNumber: string;
  quote: Quote;
  locale: Locale;
  storeUrl: string;
  expiresAt: Date;
  customer: SessionCustomer | null;
  settings: SessionSettings;
};

type SessionSettings = {
  /** `auto`: only what the payment needs; `required`: the whole address. */
  billingAddress: "auto" | "required";
  save: ByType<FutureUsage>;
  /** Whether the bank is to ask the cardholder. */
  asksBank?: boolean;
};

type SessionCustomer = {
  stripeCustomerId: string;
  savedMethods: {
    redisplay: ("always" | "limited" | "unspecified")[];
    save: boolean;
    remove: boolean;
  };
};

export function commonParams(input: SessionInput) {
  const { quote, orderId, locale, settings } = input;
  const returnTo = new URL(localPath(locale, "/checkout/return"), input.storeUrl);
  const metadata = { order_id: orderId, order_number: input.orderNumber };
  return {
    mode: "payment",
    locale,
    client_reference_id: orderId,
    shipping_options: shippingOptions(quote),
    billing_address_collection: settings.billingAddress,
    // Paying in another currency would make Stripe's amounts differ from the quote's.
    adaptive_pricing: { enabled: false },
    automatic_tax: { enabled: quote.tax === "stripe" },
    // Stripe must receive the placeholder unescaped, so it is not set through `URL`.
    return_url: `${returnTo.href}?session_id={CHECKOUT_SESSION_ID}`,
    expires_at: Math.floor(input.expiresAt.getTime() / 1000),
    metadata: { ...metadata, ...revisionMetadata(quote) },
    ...(input.customer && customerParams(input.customer)),
    payment_intent_data: {
      metadata,
      description: `Order ${input.orderNumber}`,
      ...(settings.save.all && { setup_future_usage: settings.save.all }),
    },
    ...methodOptions(settings),
  } satisfies Params;
}

function methodOptions({ save, asksBank }: SessionSettings): Pick<Params, "payment_method_options"> {
  const options: Record<string, object> = Object.fromEntries(
    Object.entries(save.byType).map(([type, setup_future_usage]) => [type, { setup_future_usage }]),
  );
  if (asksBank) options.card = { ...options.card, ...BANK_ASKED };
  return Object.keys(options).length > 0 ? { payment_method_options: options } : {};
}

/** Stripe shows saved cards, offers to save a new one, and keeps what is typed. Source: docs.stripe.com/payments/existing-customers. */
function customerParams({ stripeCustomerId, savedMethods }: SessionCustomer) {
  const enabled = (on: boolean) => (on ? ("enabled" as const) : ("disabled" as const));
  return {
    customer: stripeCustomerId,
    customer_update: { address: "auto", name: "auto", shipping: "auto" },
    saved_payment_method_options: {
      allow_redisplay_filters: savedMethods.redisplay,
      payment_method_save: enabled(savedMethods.save),
      payment_method_remove: enabled(savedMethods.remove),
    },
  } satisfies Params;
}

/** The rates as Stripe's options. The `chosen` one comes first, because Stripe picks the first option. */
export function shippingOptions(quote: Quote, chosen: string | null = null) {
  const rank = (rate: ShippingRate) => (rate.speed === chosen ? 0 : 1);
  return [...quote.shippingRates]
    .sort((a, b) => rank(a) - rank(b))
    .map((rate) => ({ rate, estimate: deliveryEstimate(rate) }))
    .map(({ rate, estimate }) => ({
      shipping_rate_data: {
        type: "fixed_amount" as const,
        display_name: rate.name,
        fixed_amount: { amount: rate.amount, currency: quote.currency },
        ...(quote.taxBehavior && { tax_behavior: quote.taxBehavior }),
        ...(estimate && { delivery_estimate: estimate }),
        metadata: { speed: rate.speed },
      },
    }));
}
