import Stripe from "stripe";
import { PREVIEW_VERSION, type PreviewCreateParams } from "@/lib/checkout/elements/preview";
import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";
import { type Finding, note, right, wrong } from "./finding";
import { stripeProblem } from "./stripe-keys.server";

/** A session that can't be made, as it sells nothing: an account without the preview is told of its parameter first. */
const NOTHING: PreviewCreateParams = {
  mode: "payment",
  ui_mode: "elements",
  line_items: [],
  permissions: { update_discounts: "server_only" },
};

/** Whether the account has Stripe's private preview of discounts by the server, where the settings want it. Makes nothing. */
export async function checkPreview(): Promise<Finding[]> {
  const wanted = env().STRIPE_DYNAMIC_DISCOUNTS;
  if (wanted === "line_items") return [];
  try {
    await stripe().checkout.sessions.create(NOTHING, { apiVersion: PREVIEW_VERSION, maxNetworkRetries: 0 });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError))
      return [stripeProblem(error, "the preview of dynamic discounts could not be checked")];
    const hasAccess = !/permissions|beta|version/i.test(`${error.param} ${error.message}`);
    if (hasAccess) return [right("the account has the preview of dynamic discounts")];
  }
  if (wanted === "auto")
    return [note("the account has no preview of dynamic discounts; line items are used")];
  return [
    wrong(
      "preview_missing",
      "STRIPE_DYNAMIC_DISCOUNTS=preview, and the account has no access to the preview",
      "ask Stripe for it, or set STRIPE_DYNAMIC_DISCOUNTS=auto",
    ),
  ];
}
