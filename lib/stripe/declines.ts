export const DECLINE_REASONS = [
  "declined",
  "expired_card",
  "incorrect_cvc",
  "incorrect_number",
  "insufficient_funds",
  "processing_error",
  "too_often",
  "not_supported",
  "authentication",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Reasons by Stripe's codes. The bank's own reasons, such as `lost_card`, are left out, because a thief must not learn them. */
const REASONS: Readonly<Record<string, DeclineReason>> = {
  card_declined: "declined",
  charge_refused: "declined",
  do_not_honor: "declined",
  generic_decline: "declined",
  payment_method_provider_decline: "declined",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  incorrect_number: "incorrect_number",
  invalid_number: "incorrect_number",
  insufficient_funds: "insufficient_funds",
  processing_error: "processing_error",
  card_velocity_exceeded: "too_often",
  withdrawal_count_limit_exceeded: "too_often",
  card_not_supported: "not_supported",
  currency_not_supported: "not_supported",
  authentication_required: "authentication",
  payment_intent_authentication_failure: "authentication",
};

/** The reason for the first code that is known; null when none is. Pass `decline_code` before `code`. Source: docs.stripe.com/declines/codes. */
export function declineReason(...codes: readonly (string | null | undefined)[]): DeclineReason | null {
  const known = codes.find((code) => typeof code === "string" && Object.hasOwn(REASONS, code));
  return REASONS[known ?? ""] ?? null;
}
