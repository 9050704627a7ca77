import { type Currency, toChargeable, toMinor } from "./money";

/** Units of each currency for one euro of the sample prices: round numbers, not exchange rates. */
const PER_EURO: Readonly<Record<string, number>> = {
  usd: 1.1,
  gbp: 0.9,
  chf: 1,
  cad: 1.5,
  aud: 1.7,
  nzd: 1.8,
  sek: 11,
  nok: 11,
  dkk: 7.5,
  pln: 4.5,
  jpy: 160,
  krw: 1500,
  isk: 150,
  huf: 400,
  czk: 25,
  twd: 35,
  ugx: 4000,
  kwd: 0.35,
  bhd: 0.4,
};

/** Sample euros in minor units of `currency`, as Stripe can charge them; an unlisted currency counts one for one. */
export function nominalAmount(euros: number, currency: Currency): number {
  return toChargeable(toMinor(euros * (PER_EURO[currency] ?? 1), currency), currency);
}
