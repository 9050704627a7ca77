/** Stripe's embedded page, the store's page on Checkout Elements, the store's page on the Payment Element. */
export const CHECKOUT_SURFACES = ["embedded", "elements", "payment"] as const;

export type CheckoutSurface = (typeof CHECKOUT_SURFACES)[number];

type SurfaceTraits = {
  /** `start`: a Checkout Session is made when the checkout starts. `confirmation`: a PaymentIntent is made when the shopper pays. */
  paymentBegins: "start" | "confirmation";
  /** Prices, stock and discounts are checked once more before the shopper pays. */
  reviewsBeforePayment: boolean;
};

/** All that the core knows of a surface. A new surface is a line here, a folder in `lib/checkout/`, a route in `app/api/checkout/` and a page. */
export const SURFACE_TRAITS: Record<CheckoutSurface, SurfaceTraits> = {
  embedded: { paymentBegins: "start", reviewsBeforePayment: false },
  elements: { paymentBegins: "start", reviewsBeforePayment: true },
  payment: { paymentBegins: "confirmation", reviewsBeforePayment: true },
};

export function payPath(surface: CheckoutSurface, orderId: string): string {
  return `${surfacePath(surface)}?order=${orderId}`;
}

export function surfacePath(surface: CheckoutSurface): string {
  return `/checkout/${surface}`;
}

export const PAYMENT_LAYOUTS = ["accordion", "tabs"] as const;

export type PaymentLayout = (typeof PAYMENT_LAYOUTS)[number];
