import type { Quote } from "@/lib/quote/types";
import type { PaymentEvidence } from "./evidence";
import type { AttentionReason } from "./types";

export type Mismatch = { reason: AttentionReason; expected: string; actual: string };

/**
 * Did Stripe collect what the server quoted? Currency, lines, discount and the shipping rates on offer were decided
 * by the server and must be met exactly. Which rate the shopper took and a tax that Stripe added are Stripe's to say.
 */
export function compareWithQuote(quote: Quote, evidence: PaymentEvidence): Mismatch | null {
  if (evidence.currency !== quote.currency) {
    return { reason: "currency_mismatch", expected: quote.currency, actual: evidence.currency };
  }
  const wanted = lineKeys(
    quote.lines.map((line) => ({ priceId: line.priceId, quantity: line.quantity, subtotal: line.total })),
  );
  const charged = lineKeys(evidence.lines);
  if (wanted !== charged) return { reason: "lines_mismatch", expected: wanted, actual: charged };

  const amounts = [
    ["subtotal", quote.subtotal, evidence.subtotal],
    ["discount", quote.discountTotal, evidence.discount],
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
export function addedTax(evidence: PaymentEvidence): number {
  return evidence.total - (evidence.subtotal - evidence.discount + evidence.shipping);
}

function amountMismatch(what: string, expected: number | string, actual: number): Mismatch {
  return { reason: "amount_mismatch", expected: `${what} ${expected}`, actual: `${what} ${actual}` };
}

function lineKeys(lines: { priceId: string; quantity: number; subtotal: number }[]): string {
  return lines
    .map((line) => `${line.quantity} x ${line.priceId} = ${line.subtotal}`)
    .sort()
    .join(", ");
}
