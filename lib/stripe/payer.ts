import type Stripe from "stripe";

/** `type`: `card`, `sepa_debit`, … */
export type Payer = {
  type: string;
  /** `visa`; null for other methods. */
  brand: string | null;
  last4: string | null;
  /** Equal for the same card or bank account wherever it is used; null when there is none. */
  fingerprint: string | null;
};

type Details = Pick<
  Stripe.Charge.PaymentMethodDetails,
  "type" | "card" | "sepa_debit" | "us_bank_account" | "bacs_debit" | "au_becs_debit" | "acss_debit"
>;
type Preview = Pick<
  Stripe.ConfirmationToken.PaymentMethodPreview,
  "type" | "card" | "sepa_debit" | "us_bank_account" | "bacs_debit" | "au_becs_debit" | "acss_debit"
>;

/** Who paid, from `payment_method_details` or `payment_method_preview`; null when nothing was paid. */
export function payerOf(details: Details | Preview | null): Payer | null {
  if (!details) return null;
  const known =
    details.card ??
    details.sepa_debit ??
    details.us_bank_account ??
    details.bacs_debit ??
    details.au_becs_debit ??
    details.acss_debit;
  return {
    type: details.type,
    brand: details.card?.brand ?? null,
    last4: known?.last4 ?? null,
    fingerprint: known?.fingerprint ?? null,
  };
}
