import type Stripe from "stripe";
import { brandName } from "@/lib/stripe/brands";

export type SavedMethod = {
  id: string;
  /** Stripe's name for the type: card, sepa_debit, … */
  type: string;
  /** "Visa", "American Express"; null for other methods. */
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

/** A card is valid to the end of its month in the last time zone. */
function isPast({ month, year }: { month: number; year: number }, now: Date): boolean {
  const firstInstantAfter = Date.UTC(year, month, 1, 12);
  return now.getTime() >= firstInstantAfter;
}
