import { createHash } from "node:crypto";
import { isDivided } from "@/lib/model/delivery";
import type { Quote } from "@/lib/model/quote";

/** A text that is equal for quotes asking the same. Names, pictures, revision, chosen rate and calculated tax do not count. */
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
    // Added only if set, so that fingerprints of other quotes stay the same.
    ...(quote.taxBehavior ? [quote.taxBehavior] : []),
    // Equal rates of two parts of a country are still for two places.
    ...(quote.zone && isDivided(quote.zone) ? [quote.zone.id] : []),
  ];
  return createHash("sha256").update(JSON.stringify(essence)).digest("hex").slice(0, 32);
}
