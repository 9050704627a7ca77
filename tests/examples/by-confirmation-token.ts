import type { Stripe, StripeElements } from "@stripe/stripe-js";
import type StripeServer from "stripe";
import type { ExampleOrder } from "./order";

/** In the browser. With a Shipping Address Element in `elements`, leave `shipping` out: Stripe.js takes it from there. */
export async function collectConfirmationToken(
  stripe: Stripe,
  elements: StripeElements,
  name: string,
  { shipping, returnUrl }: Pick<ExampleOrder, "shipping" | "returnUrl">,
) {
  const submitted = await elements.submit();
  if (submitted.error) return { error: submitted.error };
  return stripe.createConfirmationToken({
    elements,
    params: { payment_method_data: { billing_details: { name } }, shipping, return_url: returnUrl },
  });
}

/** On the server. Shipping, mandate and return address came with the token. */
export function payByConfirmationToken(
  stripe: StripeServer,
  order: Pick<ExampleOrder, "amount" | "currency">,
  confirmationTokenId: string,
) {
  return stripe.paymentIntents.create({
    confirm: true,
    amount: order.amount,
    currency: order.currency,
    automatic_payment_methods: { enabled: true },
    use_stripe_sdk: true,
    confirmation_token: confirmationTokenId,
  });
}

/** On the server: keeps a payment method for later. */
export function keepByConfirmationToken(stripe: StripeServer, customer: string, confirmationTokenId: string) {
  return stripe.setupIntents.create({
    confirm: true,
    customer,
    use_stripe_sdk: true,
    confirmation_token: confirmationTokenId,
  });
}
