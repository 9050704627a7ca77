import type Stripe from "stripe";
import type { StripeFailure } from "@/lib/stripe/failure";

const TOKEN_REFUSALS = ["token_used", "token_expired", "token_mismatched", "cvc_required"] as const;
export type TokenRefusal = (typeof TOKEN_REFUSALS)[number];

type Token = Pick<
  Stripe.ConfirmationToken,
  "payment_intent" | "setup_intent" | "expires_at" | "payment_method_options" | "payment_method_preview"
>;

/** Why a token can't be tried; null when it can. `now` is in Unix milliseconds. */
export function spentOrExpired(token: Token, now = Date.now()): "token_used" | "token_expired" | null {
  if (token.payment_intent || token.setup_intent) return "token_used";
  if (token.expires_at !== null && token.expires_at * 1000 <= now) return "token_expired";
  return null;
}

type Tried = {
  /** `cus_…`; null for a guest. */
  stripeCustomerId: string | null;
  refusal: Pick<StripeFailure, "code" | "param">;
};

/**
 * Why Stripe refused a token. Stripe has no error codes for this, so the token's own fields decide first. Null when the token is
 * valid, but for other terms. Pure.
 */
export function tokenRefusal(
  token: Token,
  { stripeCustomerId, refusal }: Tried,
  now = Date.now(),
): Exclude<TokenRefusal, "cvc_required"> | null {
  const spent = spentOrExpired(token, now);
  if (spent) return spent;
  const owner = ownerOf(token);
  // `resource_missing` is for example a card that was removed meanwhile.
  if ((owner && owner !== stripeCustomerId) || refusal.code === "resource_missing") return "token_mismatched";
  // By the store's clock the token is neither used nor too old, but Stripe's clock decides.
  return refusal.param === "confirmation_token" ? "token_expired" : null;
}

/** Whether a token uses a saved card whose security code was not typed again. */
export function lacksCvc(token: Token): boolean {
  const hasCvc = Boolean(token.payment_method_options?.card?.cvc_token);
  return Boolean(token.payment_method_preview?.card) && ownerOf(token) !== null && !hasCvc;
}

function ownerOf({ payment_method_preview: method }: Token): string | null {
  const customer = method?.customer ?? null;
  return typeof customer === "string" ? customer : (customer?.id ?? null);
}
