import type Stripe from "stripe";
import type { CouponData } from "@/lib/checkout/sessions/coupon-data";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";

/**
 * Discounts that the server changes while a session is open: a private preview of Stripe's, so the SDK has no types for
 * it. All that the store knows of the preview's shape is in this file; should Stripe release it, this is the file to
 * delete. Source: docs.stripe.com/payments/advanced/dynamic-discounts and the types of Stripe's preview builds.
 */
export type PreviewCreateParams = Stripe.Checkout.SessionCreateParams & {
  permissions: { update_discounts: "server_only" };
};

/** `""` takes the discount away. */
export type PreviewUpdateParams = Stripe.Checkout.SessionUpdateParams & {
  discounts: [{ coupon_data: CouponData }] | "";
};

/** For the calls that use the preview, and no others: all else stays on the released version. */
export const PREVIEW_VERSION = `${STRIPE_API_VERSION}; checkout_server_update_beta=v1`;

/** What Stripe.js must be told before it shows such a session. */
export const PREVIEW_BETA = "custom_checkout_server_updates_1";
