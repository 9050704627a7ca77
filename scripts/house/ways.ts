import type { CheckoutSurface } from "@/lib/model/surface";

/**
 * The files by which a cart becomes a paid order, for each surface. Each is called by an earlier one and calls none of them. Helpers (rules, stock,
 * discounts, owners) are left out.
 */
export const WAYS: Record<CheckoutSurface, readonly string[]> = {
  embedded: [
    // To pay: the cart is priced, the order placed, its Checkout Session made.
    "app/api/checkout/embedded/route.ts",
    "lib/checkout/embedded/embedded-checkout.server.ts",
    "lib/checkout/sessions/start-session.server.ts",
    "lib/checkout/core/place-checkout.server.ts",
    "lib/checkout/core/place-order.server.ts",
    "lib/checkout/core/price.server.ts",
    // Paid on Stripe's page: Stripe's event settles the order.
    "app/api/webhooks/stripe/route.ts",
    "lib/webhooks/inbox.server.ts",
    "lib/webhooks/apply-event.server.ts",
    "lib/orders/settle/settle.server.ts",
    "lib/orders/settle/decide.ts",
    "lib/orders/settle/apply.server.ts",
  ],
  elements: [
    "app/api/checkout/elements/route.ts",
    "lib/checkout/elements/elements-checkout.server.ts",
    "lib/checkout/sessions/start-session.server.ts",
    "lib/checkout/core/place-checkout.server.ts",
    "lib/checkout/core/place-order.server.ts",
    "lib/checkout/core/price.server.ts",
    "app/api/webhooks/stripe/route.ts",
    "lib/webhooks/inbox.server.ts",
    "lib/webhooks/apply-event.server.ts",
    "lib/orders/settle/settle.server.ts",
    "lib/orders/settle/decide.ts",
    "lib/orders/settle/apply.server.ts",
  ],
  payment: [
    // To pay: the cart is priced and the order placed.
    "app/api/checkout/payment/route.ts",
    "lib/checkout/payment-element/start-payment.server.ts",
    "lib/checkout/core/place-checkout.server.ts",
    "lib/checkout/core/place-order.server.ts",
    "lib/checkout/core/price.server.ts",
    // The button: the ConfirmationToken is charged, and Stripe's answer settles the order.
    "app/api/checkout/payment/confirm/route.ts",
    "lib/checkout/payment-element/confirm-payment.server.ts",
    "lib/orders/charges/charge.server.ts",
    "lib/orders/charges/charge-result.server.ts",
    "lib/orders/settle/settle.server.ts",
    "lib/orders/settle/decide.ts",
    "lib/orders/settle/apply.server.ts",
  ],
};
