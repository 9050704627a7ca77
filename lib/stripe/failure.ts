import Stripe from "stripe";

/**
 * What a failed call to Stripe means for us. `refused`: Stripe understood and said no; the same call will fail again.
 * `unavailable`: connection, rate limit or Stripe's own trouble; trying later is right. Anything else is a bug of ours
 * and is thrown again.
 */
export type StripeFailure = {
  kind: "refused" | "unavailable";
  /** Stripe's error code, where it gave one. */
  code: string | null;
  /** The parameter it is about, where it named one. */
  param: string | null;
  /** For the log: type, code and request id, never parameters or secrets. */
  message: string;
};

/** @throws the error itself when it did not come from Stripe's SDK. */
export function stripeFailure(error: unknown): StripeFailure {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const refused =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError ||
    error instanceof Stripe.errors.StripeIdempotencyError;
  const facts = [error.type, error.code, error.requestId].filter(Boolean).join(" ");
  return {
    kind: refused ? "refused" : "unavailable",
    code: error.code ?? null,
    param: error.param ?? null,
    message: `Stripe: ${facts}: ${error.message}`,
  };
}
