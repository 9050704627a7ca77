import type Stripe from "stripe";
import { listedLines, pricedLines } from "@/lib/checkout/sessions/session-lines";
import { commonParams, type SessionInput } from "@/lib/checkout/sessions/session-parts";
import { SHIPPING_COUNTRIES } from "@/lib/shipping/rates";
import type { PreviewCreateParams } from "./preview";
import { strategyMetadata } from "./strategy";

type Countries = Stripe.Checkout.SessionCreateParams.ShippingAddressCollection["allowed_countries"];

/** A session for our own page whose discounts are told by repriced lines. Pure. */
export function elementsSessionParams(input: SessionInput): Stripe.Checkout.SessionCreateParams {
  const common = shared(input);
  return {
    ...common,
    line_items: pricedLines(input.quote),
    metadata: { ...common.metadata, ...strategyMetadata("line_items") },
  };
}

/** The same where Stripe lets the server, and nobody else, change the discounts. Pure. */
export function previewSessionParams(input: SessionInput, coupon: string | null): PreviewCreateParams {
  const common = shared(input);
  return {
    ...common,
    line_items: listedLines(input.quote),
    ...(coupon && { discounts: [{ coupon }] }),
    permissions: { update_discounts: "server_only" },
    metadata: { ...common.metadata, ...strategyMetadata("preview") },
  };
}

function shared(input: SessionInput) {
  // Stripe takes no options of ACSS on a page of our own.
  const { acss_debit: _, ...byType } = input.settings.save.byType;
  const settings = { ...input.settings, save: { ...input.settings.save, byType } };
  return {
    ...commonParams({ ...input, settings }),
    ui_mode: "elements" as const,
    // Rates and discounts follow the address while it is typed.
    shipping_address_collection: { allowed_countries: [...SHIPPING_COUNTRIES] as Countries },
  };
}
