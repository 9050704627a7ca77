import type { Stripe } from "@stripe/stripe-js";

/** What was collected: the older way's PaymentMethod, or a ConfirmationToken. */
export type Collected = { payment_method: string } | { confirmation_token: string };

/** In the browser, after the server has confirmed: the shopper's bank may ask first. Both ways go on alike. */
export async function followNextAction(stripe: Stripe, clientSecret: string) {
  const { error, paymentIntent, setupIntent } = await stripe.handleNextAction({ clientSecret });
  return error ? { error } : { status: (paymentIntent ?? setupIntent)?.status };
}

/** In the browser, where the server only creates the PaymentIntent: what was collected is named in `confirmParams`. */
export function confirmPaymentWith(
  stripe: Stripe,
  clientSecret: string,
  collected: Collected,
  returnUrl: string,
) {
  return stripe.confirmPayment({
    clientSecret,
    confirmParams: { ...collected, return_url: returnUrl },
    redirect: "if_required",
  });
}

/** The same for a SetupIntent. */
export function confirmSetupWith(
  stripe: Stripe,
  clientSecret: string,
  collected: Collected,
  returnUrl: string,
) {
  return stripe.confirmSetup({
    clientSecret,
    confirmParams: { ...collected, return_url: returnUrl },
    redirect: "if_required",
  });
}

/** In the browser, on the page that a bank leads back to: `query` is what Stripe has added to the address. */
export async function readReturn(stripe: Stripe, query: URLSearchParams) {
  const payment = query.get("payment_intent_client_secret");
  if (payment) return (await stripe.retrievePaymentIntent(payment)).paymentIntent?.status;
  const setup = query.get("setup_intent_client_secret");
  return setup ? (await stripe.retrieveSetupIntent(setup)).setupIntent?.status : undefined;
}
