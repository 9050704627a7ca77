import type Stripe from "stripe";
import type { CouponData } from "@/lib/checkout/sessions/coupon-data";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";

/**
 * Stripe's private preview lets the server change discounts while a session is open. The SDK has no types for it; all that is
 * known of it is in this file.
 * Source: docs.stripe.com/payments/advanced/dynamic-discounts and the types of Stripe's preview builds.
 */
export type PreviewCreateParams = Stripe.Checkout.SessionCreateParams & {
  permissions: { update_discounts: "server_only" };
};

/** `""` removes the discount. */
export type PreviewUpdateParams = Stripe.Checkout.SessionUpdateParams & {
  discounts: [{ coupon_data: CouponData }] | "";
};

export const PREVIEW_VERSION = `${STRIPE_API_VERSION}; checkout_server_update_beta=v1`;

export const PREVIEW_BETA = "custom_checkout_server_updates_1";
