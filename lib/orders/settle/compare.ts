import type { Destination } from "@/lib/model/delivery";
import type { AttentionReason } from "@/lib/model/order";
import type { Quote } from "@/lib/model/quote";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import { discountedLines } from "@/lib/quote/repriced-lines";
import { quotedZone } from "@/lib/shipping/quoted-zone";
import { isInZone } from "@/lib/shipping/zones";
import type { PaymentEvidence, SessionEvidence } from "./evidence";

export type Mismatch = { reason: AttentionReason; expected: string; actual: string };

/**
 * Whether Stripe collected what was quoted. Currency, lines, discount, shipping rates and destination must be equal. Stripe
 * decides which rate was chosen and how much the tax is, but not whether tax is inside the prices. Discounts may be Stripe's or
 * already taken off the lines: both must add up exactly.
 */
export function compareWithQuote(quote: Quote, evidence: PaymentEvidence): Mismatch | null {
  if (evidence.currency !== quote.currency) {
    return { reason: "currency_mismatch", expected: quote.currency, actual: evidence.currency };
  }
  const mismatch =
    evidence.source === "session" ? compareParts(quote, evidence) : compareSum(quote, evidence);
  if (mismatch) return mismatch;
  const { country, ...parts } = evidence.shippingAddress ?? {};
  const to = { ...parts, country: country ?? quote.country };
  const speed = evidence.source === "session" ? evidence.shippingSpeed : quote.shippingSpeed;
  if (!coversDestination(quote, to, speed ?? null)) {
    const actual = [to.country, to.state, to.postalCode].filter(Boolean).join(" ");
    return { reason: "destination_mismatch", expected: quote.country, actual };
  }
  return null;
}

/** The payment method must be the one the store checked: whoever has the client secret can confirm an intent again, past the store's rules. */
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
  const repriced = evidence.discount === 0 && evidence.lines.every((line) => line.sku !== null);
  const wanted = repriced ? discountedKeys(quote) : listedKeys(quote);
  const charged = chargedKeys(quote, evidence);
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
  return compareTax(quote, evidence);
}

/** Compares the tax on top of the prices: none or all of it, as the quote says, or any part when the quote does not say. */
function compareTax(quote: Quote, evidence: SessionEvidence): Mismatch | null {
  const added = addedTax(evidence);
  const least = quote.taxBehavior === "exclusive" ? evidence.tax : 0;
  const most = quote.tax === "stripe" && quote.taxBehavior !== "inclusive" ? evidence.tax : 0;
  const due = Math.min(Math.max(added, least), most);
  return added === due ? null : amountMismatch("total", evidence.total - added + due, evidence.total);
}

/** Tax on top of the quoted amounts, in minor units. */
function addedTax(evidence: SessionEvidence): number {
  return evidence.total - (evidence.subtotal - evidence.discount + evidence.shipping);
}

function amountMismatch(what: string, expected: number | string, actual: number): Mismatch {
  return { reason: "amount_mismatch", expected: `${what} ${expected}`, actual: `${what} ${actual}` };
}

export function paidAmounts(quote: Quote, evidence: PaymentEvidence) {
  return evidence.source === "session"
    ? {
        shippingTotal: evidence.shipping,
        shippingOption: evidence.shippingSpeed,
        taxTotal: evidence.tax,
        taxAdded: addedTax(evidence),
        total: evidence.total,
      }
    : {
        shippingTotal: quote.shippingTotal,
        shippingOption: quote.shippingSpeed ?? null,
        ...calculatedTaxes(quote),
        total: evidence.total,
      };
}

/** Whether the quote's rates and discounts hold for a destination. `speed` is the chosen rate; null when it is not known. */
export function coversDestination(quote: Quote, to: Destination, speed: string | null): boolean {
  const isPickup = rateOf(quote, speed)?.pickup !== undefined;
  return (
    (isPickup || isInZone(quotedZone(quote), to)) &&
    rateHoldsFor(quote, speed, to.country) &&
    quote.discounts.every((discount) => discount.countries?.includes(to.country) ?? true)
  );
}

/** Whether a rate may be chosen with an address in a country of its zone. Who collects the goods may live in any, unless the tax goes by the address. */
export function rateHoldsFor(quote: Quote, speed: string | null, country: string): boolean {
  const rate = rateOf(quote, speed);
  if (rate?.pickup) return quote.tax !== "stripe" || country === rate.pickup.address.country;
  return rate?.countries?.includes(country) ?? true;
}

const rateOf = (quote: Quote, speed: string | null) => quotedZone(quote).rates.find(({ id }) => id === speed);

const listedKeys = (quote: Quote) =>
  lineKeys(quote.lines.map((line) => ({ id: line.sku, quantity: line.quantity, subtotal: line.total })));

const discountedKeys = (quote: Quote) =>
  lineKeys(
    discountedLines(quote).map(({ line, total }) => ({
      id: line.sku,
      quantity: line.quantity,
      subtotal: total,
    })),
  );

/** What was charged, as one text. A line without a SKU has a Price, which must be one of the quote's. */
function chargedKeys(quote: Quote, { lines }: SessionEvidence): string {
  const skus = new Map<string, string>(
    quote.lines.flatMap((line) => (line.priceId === null ? [] : [[line.priceId, line.sku]])),
  );
  return lineKeys(
    lines.map(({ priceId, sku, ...line }) => ({ ...line, id: sku ?? skus.get(priceId) ?? priceId })),
  );
}

type LineKey = { id: string; quantity: number; subtotal: number };

function lineKeys(lines: readonly LineKey[]): string {
  const sums = new Map<string, LineKey>();
  for (const { id, quantity, subtotal } of lines) {
    const known = sums.get(id) ?? { id, quantity: 0, subtotal: 0 };
    sums.set(id, { id, quantity: known.quantity + quantity, subtotal: known.subtotal + subtotal });
  }
  return [...sums.values()]
    .map((line) => `${line.quantity} x ${line.id} = ${line.subtotal}`)
    .sort()
    .join(", ");
}
