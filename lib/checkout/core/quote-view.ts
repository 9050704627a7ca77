import type { Currency } from "@/lib/base/money";
import { isDivided } from "@/lib/model/delivery";
import type { RefusalCode } from "@/lib/model/discount";
import type { Pickup, Quote } from "@/lib/model/quote";
import { placeKey } from "@/lib/shipping/zones";
import type { LoyaltyOfferState } from "./loyalty-offer";

/** What the checkout shows of a quote, in the shopper's language. Amounts are minor units. */
export type CheckoutQuote = {
  revision: number;
  currency: Currency;
  /** ISO 3166-1 alpha-2 country of the delivery. */
  country: string;
  /** The `placeKey` that the rates are for. */
  place: string;
  /** Whether the rates depend on the postal code or the state. */
  divided: boolean;
  lines: {
    key: string;
    name: string;
    option: string;
    image: string;
    unitAmount: number;
    quantity: number;
    total: number;
  }[];
  subtotal: number;
  discounts: {
    name: string;
    reason: string;
    code: string | null;
    amount: number;
    /** Off the cheapest delivery. The shipping rates already contain it. */
    shippingAmount: number;
  }[];
  refused: { name: string | null; code: string | null; refusal: RefusalCode; reason: string }[];
  discountTotal: number;
  shippingRates: {
    speed: string;
    name: string;
    amount: number;
    listAmount: number | null;
    /** Business days; the range includes both ends. */
    minDays: number;
    maxDays: number;
    hours: readonly [number, number] | null;
    /** Where the goods are collected; null when they are sent. */
    pickup: Pickup | null;
  }[];
  total: number;
  /** True when Stripe Tax adds the tax, once the address is known. */
  addsTax: boolean;
  removable: boolean;
  loyalty: LoyaltyOfferState;
};

export function checkoutQuote(
  quote: Quote,
  { removable, loyalty }: Pick<CheckoutQuote, "removable" | "loyalty">,
): CheckoutQuote {
  const divided = quote.zone !== undefined && isDivided(quote.zone);
  return {
    revision: quote.revision,
    currency: quote.currency,
    country: quote.country,
    place: placeKey({ country: quote.country, ...quote.destination }, divided),
    divided,
    lines: quote.lines.map((line) => ({
      key: line.variantId,
      name: line.productName,
      option: line.optionLabel,
      image: line.image,
      unitAmount: line.unitAmount,
      quantity: line.quantity,
      total: line.total,
    })),
    subtotal: quote.subtotal,
    discounts: quote.discounts.map((discount) => ({
      name: discount.name,
      reason: discount.reason,
      code: discount.code ?? null,
      amount: discount.amount,
      shippingAmount: discount.shippingAmount ?? 0,
    })),
    refused: (quote.refusedDiscounts ?? []).map((discount) => ({
      name: discount.name ?? null,
      code: discount.code ?? null,
      refusal: discount.refusal,
      reason: discount.reason,
    })),
    discountTotal: quote.discountTotal,
    shippingRates: quote.shippingRates.map((rate) => ({
      speed: rate.speed,
      name: rate.name,
      amount: rate.amount,
      listAmount: rate.listAmount ?? null,
      minDays: rate.minDays,
      maxDays: rate.maxDays,
      hours: rate.hours ?? null,
      pickup: rate.pickup ?? null,
    })),
    total: quote.total,
    addsTax: quote.taxBehavior === "exclusive",
    removable,
    loyalty,
  };
}

export function goneDiscounts(before: CheckoutQuote, now: CheckoutQuote) {
  return before.discounts
    .filter(({ name }) => !now.discounts.some((discount) => discount.name === name))
    .map(({ name }) => ({
      name,
      reason: now.refused.find((refused) => refused.name === name)?.reason ?? null,
    }));
}
