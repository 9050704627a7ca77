import "server-only";
import { type CheckoutQuote, checkoutQuote } from "@/lib/checkout/core/quote-view";
import { env } from "@/lib/config/env";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Quote } from "@/lib/model/quote";
import { elementsOptions, paymentOptions } from "@/lib/payments/options";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import type { PaymentCheckout } from "./payment-checkout";
import { readSignedQuote, signQuote } from "./signed-quote";

type Shown = Pick<CheckoutQuote, "removable" | "loyalty">;

export function paymentView(
  order: OrderRow,
  shown: Shown,
  resume: PaymentCheckout["resume"] = null,
): PaymentCheckout {
  const { quote, id: orderId, cartId, currency } = order;
  const secret = env().CART_SECRET;
  const amount = amountDue(quote);
  const options = paymentOptions(env());
  const signedQuote = signQuote({ orderId, cartId, revision: quote.revision, amount, currency }, secret);
  const expiresAt = readSignedQuote(signedQuote, secret)?.expiresAt ?? Date.now();
  const cheapest = quote.shippingRates.find((rate) => rate.amount === quote.shippingTotal);
  return {
    orderId,
    quote: checkoutQuote(quote, shown),
    shippingSpeed: quote.shippingSpeed ?? cheapest?.speed ?? "",
    tax: shownTax(quote),
    taxed: quote.tax === "stripe",
    amount,
    currency,
    signedQuote,
    expiresAt: new Date(expiresAt).toISOString(),
    elements: elementsOptions(options, { amount, currency }),
    requireCvc: options.requireCvc,
    resume,
    defaults: null,
  };
}

function shownTax(quote: Quote): PaymentCheckout["tax"] {
  if (quote.tax === "stripe" && !quote.calculatedTax) return null;
  const { taxTotal, taxAdded } = calculatedTaxes(quote);
  return { added: taxAdded, included: taxTotal - taxAdded };
}
