/** Where money is collected: Stripe's embedded page, our page on Checkout Elements, our page on the Payment Element. */
export const CHECKOUT_SURFACES = ["embedded", "elements", "payment"] as const;

export type CheckoutSurface = (typeof CHECKOUT_SURFACES)[number];
