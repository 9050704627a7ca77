import { type Currency, exponent, isChargeable } from "./money";

/** An amount as a person types it, in major units: `12`, `12.5` or `12,50` euros. Null for anything else, for too many decimals, and for what Stripe can't charge or give back. */
export function parseAmount(text: string, code: Currency): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole, decimals = ""] = match;
  const places = exponent(code);
  if (decimals.length > places) return null;
  const amount = Number(whole) * 10 ** places + Number(decimals.padEnd(places, "0"));
  return isChargeable(amount, code) ? amount : null;
}
