import type { Currency } from "@/lib/money";

/**
 * How many units of a currency a seeded euro is worth. Not exchange rates: round numbers, so that a demo in another
 * currency has prices that look like prices. A merchant sets real ones in Stripe.
 */
const PER_EURO: Record<string, number> = {
  usd: 1.1,
  gbp: 0.85,
  chf: 1,
  cad: 1.5,
  aud: 1.65,
  nzd: 1.8,
  sek: 11,
  nok: 11.5,
  dkk: 7.5,
  pln: 4.3,
  jpy: 160,
  krw: 1500,
  kwd: 0.33,
  bhd: 0.4,
};

/** Major units of `currency` for so many seeded euros; an unlisted currency counts one for one. */
export function nominal(euros: number, currency: Currency): number {
  return euros * (PER_EURO[currency] ?? 1);
}
