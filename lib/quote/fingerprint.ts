import { createHash } from "node:crypto";
import type { Quote } from "@/lib/model/quote";

/**
 * Names what a quote asks for: equal exactly when lines, prices, quantities, discounts, rates, country, currency and
 * tax rule are. Product names and pictures do not count, nor the revision, nor what the shopper picks and is taxed.
 */
export function quoteFingerprint(quote: Quote): string {
  const essence = [
    quote.currency,
    quote.country,
    quote.tax,
    quote.lines.map((line) => [line.variantId, line.priceId, line.unitAmount, line.quantity]).sort(),
    quote.discounts
      .map((discount) => [discount.ruleId ?? "", discount.code ?? "", discount.name, discount.amount])
      .sort(),
    quote.shippingRates.map((rate) => [rate.speed, rate.amount]).sort(),
    // Only where there is one, so that the names of other quotes stay what they were.
    ...(quote.taxBehavior ? [quote.taxBehavior] : []),
  ];
  return createHash("sha256").update(JSON.stringify(essence)).digest("hex").slice(0, 32);
}
