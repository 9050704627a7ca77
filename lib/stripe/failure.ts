import Stripe from "stripe";

/** `refused`: Stripe said no, and would again. `unavailable`: connection, rate limit or a fault at Stripe, so a later try is right. */
export type StripeFailure = {
  kind: "refused" | "unavailable";
  code: string | null;
  param: string | null;
  /** Written for the log: type, code and request id, without parameters or secrets. */
  message: string;
};

/**
 * Reads an error of Stripe's SDK.
 * @throws the error itself when it is another
 */
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
