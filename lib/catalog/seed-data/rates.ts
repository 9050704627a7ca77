import { type Currency, exponent, toMinor } from "@/lib/money";

/** What one euro of the seed's prices is in other currencies: round numbers for a demonstration, not exchange rates. */
const PER_EURO: Readonly<Record<string, number>> = {
  eur: 1,
  usd: 1.1,
  gbp: 0.9,
  chf: 1,
  cad: 1.5,
  aud: 1.7,
  sek: 11,
  nok: 11,
  dkk: 7.5,
  pln: 4.5,
  jpy: 160,
  krw: 1500,
  kwd: 0.35,
  bhd: 0.4,
};

/** A price of the seed in minor units. A currency that is not in the table counts as the euro. */
export function seedAmount(euros: number, currency: Currency): number {
  const amount = toMinor(euros * (PER_EURO[currency] ?? 1), currency);
  // Stripe takes three-decimal amounts whose last digit is 0.
  return exponent(currency) === 3 ? Math.round(amount / 10) * 10 : amount;
}
