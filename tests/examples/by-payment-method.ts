import type { Stripe, StripeElements } from "@stripe/stripe-js";
import type StripeServer from "stripe";
import type { ExampleOrder } from "./order";

/** In the browser. `elements` were made with `paymentMethodCreation: "manual"`. */
export async function collectPaymentMethod(stripe: Stripe, elements: StripeElements, name: string) {
  const submitted = await elements.submit();
  if (submitted.error) return { error: submitted.error };
  return stripe.createPaymentMethod({ elements, params: { billing_details: { name } } });
}

/** On the server. `ip` and `userAgent` are those of the shopper's request. */
export function payByPaymentMethod(
  stripe: StripeServer,
  order: ExampleOrder,
  request: { paymentMethodId: string; ip: string; userAgent: string },
) {
  return stripe.paymentIntents.create({
    confirm: true,
    amount: order.amount,
    currency: order.currency,
    automatic_payment_methods: { enabled: true },
    use_stripe_sdk: true,
    payment_method: request.paymentMethodId,
    mandate_data: {
      customer_acceptance: {
        type: "online",
        online: { ip_address: request.ip, user_agent: request.userAgent },
      },
    },
    shipping: order.shipping,
    return_url: order.returnUrl,
  });
}

/** On the server: keeps a payment method for later. */
export function keepByPaymentMethod(
  stripe: StripeServer,
  customer: string,
  request: { paymentMethodId: string; ip: string; userAgent: string; returnUrl: string },
) {
  return stripe.setupIntents.create({
    confirm: true,
    customer,
    use_stripe_sdk: true,
    payment_method: request.paymentMethodId,
    mandate_data: {
      customer_acceptance: {
        type: "online",
        online: { ip_address: request.ip, user_agent: request.userAgent },
      },
    },
    return_url: request.returnUrl,
  });
}
