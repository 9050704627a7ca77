import type { Currency } from "@/lib/base/money";
import type { AppliedDiscount, Quote, QuoteLine, RefusedDiscount, ShippingRate } from "@/lib/model/quote";
import { cheapestDelivery } from "@/lib/model/rate-choice";
import type { QuoteTax } from "./quote-tax";

export type QuoteInput = {
  revision: number;
  currency: Currency;
  country: string;
  destination?: Quote["destination"];
  zone?: Quote["zone"];
  lines: readonly Omit<QuoteLine, "total">[];
  discounts: readonly AppliedDiscount[];
  refusedDiscounts?: readonly RefusedDiscount[];
  /** The rates for `country`; empty where the store does not deliver. */
  shippingRates: readonly ShippingRate[];
  shippingSpeed?: string | undefined;
} & QuoteTax;

/**
 * Makes a quote in minor units, with `total = subtotal - discountTotal + shippingTotal`. Pure.
 * @throws RangeError on a negative or fractional amount, no line, or no rate
 */
export function makeQuote(input: QuoteInput): Quote {
  if (input.lines.length === 0) throw new RangeError("a quote needs a line");
  const cheapest = cheapestDelivery(input.shippingRates);
  if (!cheapest) throw new RangeError(`no shipping rate for ${input.country}`);

  const lines = input.lines.map((line) => {
    assertAmount(line.unitAmount, "unit amount");
    if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) {
      throw new RangeError(`a quantity must be a whole number from 1 on, not ${line.quantity}`);
    }
    return { ...line, total: line.unitAmount * line.quantity };
  });
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const discounts = capDiscounts(input.discounts, subtotal);
  const discountTotal = discounts.reduce((sum, discount) => sum + discount.amount, 0);
  const picked = input.shippingRates.find((rate) => rate.speed === input.shippingSpeed);
  const shippingTotal = (picked ?? cheapest).amount;
  assertAmount(shippingTotal, "shipping amount");

  return {
    revision: input.revision,
    currency: input.currency,
    country: input.country,
    ...(input.destination && { destination: input.destination }),
    ...(input.zone && { zone: input.zone }),
    lines,
    subtotal,
    discounts,
    discountTotal,
    ...(input.refusedDiscounts?.length && { refusedDiscounts: [...input.refusedDiscounts] }),
    shippingRates: [...input.shippingRates],
    ...(picked && { shippingSpeed: picked.speed }),
    shippingTotal,
    tax: input.tax,
    ...(input.taxBehavior && { taxBehavior: input.taxBehavior }),
    total: subtotal - discountTotal + shippingTotal,
  };
}

/** Bounds each discount, in order, by what is left of the subtotal; discounts of zero are dropped. */
function capDiscounts(discounts: readonly AppliedDiscount[], subtotal: number): AppliedDiscount[] {
  let left = subtotal;
  return discounts
    .map((discount) => {
      assertAmount(discount.amount, "discount");
      const amount = Math.min(discount.amount, left);
      left -= amount;
      return { ...discount, amount };
    })
    .filter((discount) => discount.amount > 0 || (discount.shippingAmount ?? 0) > 0);
}

function assertAmount(amount: number, what: string): void {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`a ${what} must be a whole number of minor units from 0 on, not ${amount}`);
  }
}
