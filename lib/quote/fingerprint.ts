import { createHash } from "node:crypto";
import type { Quote } from "@/lib/model/quote";

/** Names, pictures, revision, chosen rate and calculated tax do not count. */
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
    // Only if set, so that other fingerprints stay the same.
    ...(quote.taxBehavior ? [quote.taxBehavior] : []),
  ];
  return createHash("sha256").update(JSON.stringify(essence)).digest("hex").slice(0, 32);
}
