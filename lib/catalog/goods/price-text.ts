import { type Currency, exponent, isChargeable, MOST_CHARGED } from "@/lib/base/money";
import type { ImportCode } from "./issue";

type Price = { ok: true; amount: number } | { ok: false; code: ImportCode; message: string };

/** Reads an amount in major units, as "24.00". A comma stands for the point where columns are not separated by it. */
export function readPrice(text: string, currency: Currency, { comma = false } = {}): Price {
  const plain = comma ? text.trim().replace(",", ".") : text.trim();
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!match) {
    return { ok: false, code: "price_invalid", message: `"${text}" is not an amount; write it as 24.00` };
  }
  const [, minus, whole = "", decimals = ""] = match;
  const places = exponent(currency);
  const kept = decimals.replace(/0+$/, "");
  if (kept.length > places) {
    const most = places === 0 ? "no decimals" : `at most ${places} decimals`;
    return { ok: false, code: "price_decimals", message: `${currency.toUpperCase()} has ${most}` };
  }
  const amount = Number(whole) * 10 ** places + Number(kept.padEnd(places, "0") || 0);
  if (minus && amount !== 0) {
    return { ok: false, code: "price_negative", message: "an amount can't be below zero" };
  }
  if (amount > MOST_CHARGED) {
    return { ok: false, code: "price_invalid", message: "Stripe takes no amount as high as this" };
  }
  if (!isChargeable(amount, currency)) {
    return {
      ok: false,
      code: "price_decimals",
      message: `Stripe doesn't charge ${text} ${currency.toUpperCase()}`,
    };
  }
  return { ok: true, amount };
}

/** All decimals that Stripe counts: "24.00", so that reading it again gives the same. */
export function writePrice(amount: number, currency: Currency): string {
  return (amount / 10 ** exponent(currency)).toFixed(exponent(currency));
}

/** Why a price "for another currency" is refused that is for the store's own. */
export const ownPrice = (currency: Currency): string =>
  `${currency.toUpperCase()} is the store's own currency: give it as the variant's price`;
