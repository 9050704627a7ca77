import "server-only";
import type Stripe from "stripe";
import { couponFor } from "@/lib/checkout/sessions/coupon.server";
import type { SessionInput } from "@/lib/checkout/sessions/session-parts";
import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { PREVIEW_VERSION } from "./preview";
import { elementsSessionParams, previewSessionParams } from "./session-params";

/** An account that is granted the preview is noticed after so long. */
const REMEMBER_MS = 60 * 60_000;

let withoutPreviewUntil = 0;

/**
 * Creates a session in the strategy that is configured. `auto` tries the preview; where Stripe refuses that and takes the
 * same session without it, the account has no access, and the preview is left alone for an hour.
 *
 * @throws Stripe's errors.
 */
export async function createElementsSession(
  input: SessionInput,
  idempotencyKey: string,
): Promise<Stripe.Checkout.Session> {
  const wanted = env().STRIPE_DYNAMIC_DISCOUNTS;
  if (wanted === "preview") return createPreview(input, idempotencyKey);
  if (wanted === "line_items" || Date.now() < withoutPreviewUntil) return create(input, idempotencyKey);
  try {
    return await createPreview(input, idempotencyKey);
  } catch (error) {
    if (stripeFailure(error).kind !== "refused") throw error;
    const session = await create(input, idempotencyKey);
    withoutPreviewUntil = Date.now() + REMEMBER_MS;
    return session;
  }
}

const create = (input: SessionInput, key: string) =>
  stripe().checkout.sessions.create(elementsSessionParams(input), { idempotencyKey: `${key}-line_items` });

async function createPreview(input: SessionInput, key: string) {
  const params = previewSessionParams(input, await couponFor(input.quote));
  return stripe().checkout.sessions.create(params, {
    idempotencyKey: `${key}-preview`,
    apiVersion: PREVIEW_VERSION,
  });
}
