import type Stripe from "stripe";
import type { StripeFailure } from "@/lib/stripe/failure";

/**
 * Why a ConfirmationToken can't be used. Closed; the texts are in messages/<locale>/errors.json. `token_mismatched`: it was
 * made for something else, for another customer, or under another Stripe account.
 */
const TOKEN_REFUSALS = ["token_used", "token_expired", "token_mismatched", "cvc_required"] as const;
export type TokenRefusal = (typeof TOKEN_REFUSALS)[number];

type Token = Pick<
  Stripe.ConfirmationToken,
  "payment_intent" | "setup_intent" | "expires_at" | "payment_method_options" | "payment_method_preview"
>;

/** Used or too old, as the token itself says. Null: it can be tried. `now`: Unix milliseconds. */
export function spentOrExpired(token: Token, now = Date.now()): "token_used" | "token_expired" | null {
  if (token.payment_intent || token.setup_intent) return "token_used";
  if (token.expires_at !== null && token.expires_at * 1000 <= now) return "token_expired";
  return null;
}

type Tried = {
  /** `cus_…` of who tried it; null for a guest. */
  stripeCustomerId: string | null;
  refusal: Pick<StripeFailure, "code" | "param">;
};

/**
 * Why Stripe has refused to confirm an intent with a token. Stripe publishes no error codes for it, so the token's own
 * members decide, which it does publish, and the refusal only where they are silent. Null: the token is fine by itself, and
 * was made for other terms than the intent's. Pure.
 */
export function tokenRefusal(
  token: Token,
  { stripeCustomerId, refusal }: Tried,
  now = Date.now(),
): Exclude<TokenRefusal, "cvc_required"> | null {
  const spent = spentOrExpired(token, now);
  if (spent) return spent;
  const owner = ownerOf(token);
  // `resource_missing`: a card that was removed from the account meanwhile, say.
  if ((owner && owner !== stripeCustomerId) || refusal.code === "resource_missing") return "token_mismatched";
  // Neither used nor too old by our clock: it is by Stripe's, which counts.
  return refusal.param === "confirmation_token" ? "token_expired" : null;
}

/** A saved card whose security code was not typed again, which a token tells as a `cvc_update` token. */
export function lacksCvc(token: Token): boolean {
  const hasCvc = Boolean(token.payment_method_options?.card?.cvc_token);
  return Boolean(token.payment_method_preview?.card) && ownerOf(token) !== null && !hasCvc;
}

/** `cus_…` of the account that the payment method is saved in. */
function ownerOf({ payment_method_preview: method }: Token): string | null {
  const customer = method?.customer ?? null;
  return typeof customer === "string" ? customer : (customer?.id ?? null);
}
