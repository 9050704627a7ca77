/** Where money is collected: Stripe's embedded page, our page on Checkout Elements, our page on the Payment Element. */
export const CHECKOUT_SURFACES = ["embedded", "elements", "payment"] as const;

export type CheckoutSurface = (typeof CHECKOUT_SURFACES)[number];

/** Where an order that was placed on a surface is paid, or paid again. */
export function payPath(surface: CheckoutSurface, orderId: string): string {
  return `${surfacePath(surface)}?order=${orderId}`;
}

/** How the Payment Element shows several ways to pay. */
export const PAYMENT_LAYOUTS = ["accordion", "tabs"] as const;

export type PaymentLayout = (typeof PAYMENT_LAYOUTS)[number];

export function surfacePath(surface: CheckoutSurface): string {
  return `/checkout/${surface}`;
}
