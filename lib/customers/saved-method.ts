import type Stripe from "stripe";
import { brandName } from "@/lib/stripe/brands";

/** A payment method that Stripe keeps for an account, as its owner sees it. */
export type SavedMethod = {
  /** `pm_…`. */
  id: string;
  /** Stripe's name of the type: card, sepa_debit, … */
  type: string;
  /** As on the card: "Visa", "American Express"; null for what is no card. */
  brand: string | null;
  last4: string | null;
  expires: { month: number; year: number } | null;
  hasExpired: boolean;
  isDefault: boolean;
};

export function savedMethod(
  method: Stripe.PaymentMethod,
  defaultId: string | null,
  now: Date = new Date(),
): SavedMethod {
  const { id, type, card, sepa_debit: debit } = method;
  const expires = card ? { month: card.exp_month, year: card.exp_year } : null;
  return {
    id,
    type,
    brand: card ? brandName(card.brand) : null,
    last4: card?.last4 ?? debit?.last4 ?? null,
    expires,
    hasExpired: expires !== null && isPast(expires, now),
    isDefault: id === defaultId,
  };
}

/** A card is good to the end of its month; by the last time zone on earth, so that nobody is told too early. */
function isPast({ month, year }: { month: number; year: number }, now: Date): boolean {
  const firstInstantAfter = Date.UTC(year, month, 1, 12);
  return now.getTime() >= firstInstantAfter;
}
