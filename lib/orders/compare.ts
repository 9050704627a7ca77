import { amountDue } from "@/lib/quote/amount-due";
import { repricedLines } from "@/lib/quote/repriced-lines";
import type { Quote } from "@/lib/quote/types";
import { sameZone } from "@/lib/shipping/rates";
import type { PaymentEvidence, SessionEvidence } from "./evidence";
import type { AttentionReason } from "./types";

export type Mismatch = { reason: AttentionReason; expected: string; actual: string };

/**
 * Did Stripe collect what the server quoted? Currency, lines, discount, the shipping rates on offer and where they lead
 * were decided by the server and must be met exactly. Which rate the shopper took and a tax that Stripe added are
 * Stripe's to say. Discounts are told to Stripe as such, or already taken off the lines: both must add up to the cent.
 */
export function compareWithQuote(quote: Quote, evidence: PaymentEvidence): Mismatch | null {
  if (evidence.currency !== quote.currency) {
    return { reason: "currency_mismatch", expected: quote.currency, actual: evidence.currency };
  }
  const mismatch =
    evidence.source === "session" ? compareParts(quote, evidence) : compareSum(quote, evidence);
  if (mismatch) return mismatch;
  const country = evidence.shippingAddress?.country ?? quote.country;
  if (!isServed(quote, country)) {
    return { reason: "destination_mismatch", expected: quote.country, actual: country };
  }
  return null;
}

/**
 * Whoever holds an intent's client secret can confirm it anew once its bank has said no, past the rules that the store
 * checks before it confirms: the money must come from what they were checked on.
 */
export function compareMethods(
  confirmed: { paymentMethodId: string | null } | undefined,
  evidence: PaymentEvidence,
): Mismatch | null {
  const expected = confirmed?.paymentMethodId ?? null;
  const actual = evidence.source === "intent" ? evidence.paymentMethodId : null;
  if (expected === null || actual === null || expected === actual) return null;
  return { reason: "method_mismatch", expected, actual };
}

function compareSum(quote: Quote, evidence: PaymentEvidence): Mismatch | null {
  const due = amountDue(quote);
  return evidence.total === due ? null : amountMismatch("total", due, evidence.total);
}

function compareParts(quote: Quote, evidence: SessionEvidence): Mismatch | null {
  const repriced = evidence.lines.length > 0 && evidence.lines.every((line) => line.sku !== null);
  const wanted = repriced ? repricedKeys(quote) : listedKeys(quote);
  const charged = lineKeys(
    evidence.lines.map((line) => ({ ...line, id: (repriced ? line.sku : line.priceId) ?? "" })),
  );
  if (wanted !== charged) return { reason: "lines_mismatch", expected: wanted, actual: charged };

  const takenOff = repriced ? quote.discountTotal : 0;
  const amounts = [
    ["subtotal", quote.subtotal - takenOff, evidence.subtotal],
    ["discount", quote.discountTotal - takenOff, evidence.discount],
  ] as const;
  for (const [what, expected, actual] of amounts) {
    if (expected !== actual) return amountMismatch(what, expected, actual);
  }
  const rates = quote.shippingRates.filter(
    (rate) => evidence.shippingSpeed === null || rate.speed === evidence.shippingSpeed,
  );
  if (!rates.some((rate) => rate.amount === evidence.shipping)) {
    return amountMismatch("shipping", rates.map((rate) => rate.amount).join(" or "), evidence.shipping);
  }
  const added = addedTax(evidence);
  if (added < 0 || (quote.tax === "included" && added !== 0)) {
    return amountMismatch("total", evidence.total - added, evidence.total);
  }
  return null;
}

/** Tax on top of the quoted amounts, minor units. */
export function addedTax(evidence: SessionEvidence): number {
  return evidence.total - (evidence.subtotal - evidence.discount + evidence.shipping);
}

function amountMismatch(what: string, expected: number | string, actual: number): Mismatch {
  return { reason: "amount_mismatch", expected: `${what} ${expected}`, actual: `${what} ${actual}` };
}

/** What an order's columns say once it is paid as agreed. */
export function collected(quote: Quote, evidence: PaymentEvidence) {
  return evidence.source === "session"
    ? {
        shippingTotal: evidence.shipping,
        shippingOption: evidence.shippingSpeed,
        taxTotal: addedTax(evidence),
        total: evidence.total,
      }
    : {
        shippingTotal: quote.shippingTotal,
        shippingOption: quote.shippingSpeed ?? null,
        taxTotal: quote.calculatedTax?.amount ?? 0,
        total: evidence.total,
      };
}

/** The rates and every discount of the quote are for this country too. */
export function isServed(quote: Quote, country: string): boolean {
  return (
    sameZone(quote.country, country) &&
    quote.discounts.every((discount) => discount.countries?.includes(country) ?? true)
  );
}

const listedKeys = (quote: Quote) =>
  lineKeys(quote.lines.map((line) => ({ id: line.priceId, quantity: line.quantity, subtotal: line.total })));

const repricedKeys = (quote: Quote) =>
  lineKeys(
    repricedLines(quote).map(({ line, unitAmount, quantity }) => ({
      id: line.sku,
      quantity,
      subtotal: unitAmount * quantity,
    })),
  );

function lineKeys(lines: { id: string; quantity: number; subtotal: number }[]): string {
  return lines
    .map((line) => `${line.quantity} x ${line.id} = ${line.subtotal}`)
    .sort()
    .join(", ");
}
