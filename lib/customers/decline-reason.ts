/** Why a bank did not let a card be kept, as far as its holder may know. Texts: `account.paymentMethods.declines`. */
export const DECLINE_REASONS = [
  "declined",
  "expired_card",
  "incorrect_cvc",
  "incorrect_number",
  "insufficient_funds",
  "processing_error",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/**
 * What is not on the list, such as `lost_card`, is only a decline: a thief need not know more.
 * Source: docs.stripe.com/declines/codes.
 */
export function declineReason(
  error: { code?: string | null; decline_code?: string | null } | null,
): DeclineReason {
  const known = (code: string | null | undefined) => DECLINE_REASONS.find((reason) => reason === code);
  return known(error?.decline_code) ?? known(error?.code) ?? "declined";
}
