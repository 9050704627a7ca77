import type Stripe from "stripe";

/** What was, or will be, paid with. `type`: `card`, `sepa_debit`, … */
export type Payer = {
  type: string;
  /** Stripe's word for the card's brand: `visa`; null for what is no card. */
  brand: string | null;
  last4: string | null;
  /** Stripe's name of the card or bank account, the same wherever it is used; null for ways to pay that have none. */
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

/** Of a charge's `payment_method_details` or a token's `payment_method_preview`; null where nothing was paid with. */
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
