/** The account's payment methods; it loads Stripe.js, so `proxy.ts` gives it the checkout's policy. */
export const PAYMENT_METHODS_PATH = "/account/payment-methods";
