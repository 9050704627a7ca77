/** Where money is collected: Stripe's embedded page, our page on Checkout Elements, our page on the Payment Element. */
export const CHECKOUT_SURFACES = ["embedded", "elements", "payment"] as const;

export type CheckoutSurface = (typeof CHECKOUT_SURFACES)[number];

/** The surfaces that exist; the cart page lists them. */
export const AVAILABLE_SURFACES: readonly CheckoutSurface[] = ["embedded"];

export function surfacePath(surface: CheckoutSurface): string {
  return `/checkout/${surface}`;
}
