import type Stripe from "stripe";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { BANK_ASKED } from "@/lib/orders/attempts/asks-bank.server";
import { intentOptions, type PaymentOptions } from "@/lib/payments/options";
import { amountDue } from "@/lib/quote/amount-due";
import { revisionMetadata } from "@/lib/quote/revision-metadata";

type Input = {
  order: Pick<OrderRow, "id" | "number" | "locale" | "quote">;
  tokenId: string;
  options: PaymentOptions;
  /** `cus_…`; null for a guest. */
  stripeCustomerId: string | null;
  storeUrl: string;
  /** Whether the bank is to ask the cardholder. */
  asksBank: boolean;
};

/**
 * The parameters that create and confirm a PaymentIntent in one call. The token carries shipping, mandate and return address;
 * values given here override the token's. Pure.
 */
export function intentParams(input: Input): Stripe.PaymentIntentCreateParams {
  const { order, tokenId, options, stripeCustomerId } = input;
  const { calculatedTax } = order.quote;
  const returnTo = new URL(localPath(order.locale, "/checkout/complete"), input.storeUrl);
  return {
    amount: amountDue(order.quote),
    currency: order.quote.currency,
    confirm: true,
    confirmation_token: tokenId,
    use_stripe_sdk: true,
    return_url: returnTo.href,
    description: `Order ${order.number}`,
    metadata: { order_id: order.id, order_number: order.number, ...revisionMetadata(order.quote) },
    ...(stripeCustomerId && { customer: stripeCustomerId }),
    // Stripe Tax records the payment under the calculation that its tax comes from.
    ...(calculatedTax?.calculation && {
      hooks: { inputs: { tax: { calculation: calculatedTax.calculation } } },
    }),
    ...withBank(intentOptions(options), input.asksBank),
  };
}

function withBank(params: ReturnType<typeof intentOptions>, asksBank: boolean) {
  if (!asksBank) return params;
  const byType = params.payment_method_options;
  return { ...params, payment_method_options: { ...byType, card: { ...byType?.card, ...BANK_ASKED } } };
}
