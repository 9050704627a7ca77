import { type Currency, percentOf, toChargeable } from "@/lib/base/money";
import type { DiscountFacts, DiscountRule } from "@/lib/model/discount";
import type { ShippingRate } from "@/lib/model/quote";
import { cheapestDelivery } from "@/lib/model/rate-choice";

type Share = { rule: DiscountRule; amount: number; shippingAmount: number };

/**
 * What some rules take off together, in minor units. `saved` is what the shopper pays less for goods and the cheapest rate: below zero when the goods
 * become too cheap for a free delivery.
 */
export type Combination = {
  shares: Share[];
  saved: number;
  shippingRates: ShippingRate[];
};

function goodsAmount({ benefit }: DiscountRule, { subtotal, currency }: DiscountFacts): number {
  const wanted =
    benefit.type === "percent"
      ? Math.min(
          percentOff(subtotal, benefit.percent, currency),
          benefit.cap?.[currency] ?? (benefit.cap ? 0 : subtotal),
        )
      : (benefit.amounts[currency] ?? 0);
  return Math.min(wanted, subtotal);
}

function percentOff(amount: number, percent: number, currency: Currency): number {
  return Math.min(amount, toChargeable(percentOf(amount, percent), currency));
}

function shippingPercent({ benefit }: DiscountRule): number {
  if (benefit.type === "amount") return benefit.freeDelivery ? 100 : 0;
  return benefit.coversShipping ? benefit.percent : 0;
}

/**
 * Applies rules together. Each takes from the undiscounted price, so their order changes no total. The price bounds the sum, and
 * the largest comes first. Percentages of shipping are added before rounding, which keeps the cheapest rate the cheapest.
 */
export function combine(rules: readonly DiscountRule[], facts: DiscountFacts): Combination {
  const { subtotal } = facts;
  const off = rules.reduce((sum, rule) => sum + goodsAmount(rule, facts), 0);
  const rates = facts.ratesFor(Math.max(0, subtotal - off));
  const shippingPrice = cheapestOf(rates);
  const offShipping = (percent: number) => percentOff(shippingPrice, percent, facts.currency);
  const alone = (rule: DiscountRule) => goodsAmount(rule, facts) + offShipping(shippingPercent(rule));
  const ordered = rules
    .map((rule) => ({ rule, value: alone(rule) }))
    .sort((a, b) => b.value - a.value || compareIds(a.rule, b.rule))
    .map(({ rule }) => rule);

  let left = subtotal;
  let percent = 0;
  const shares = ordered.map((rule) => {
    const amount = Math.min(goodsAmount(rule, facts), left);
    left -= amount;
    const before = percent;
    percent = Math.min(100, percent + shippingPercent(rule));
    const shippingAmount = offShipping(percent) - offShipping(before);
    return { rule, amount, shippingAmount };
  });
  const taken = shares.reduce((sum, share) => sum + share.amount + share.shippingAmount, 0);
  return {
    shares: shares.filter((share) => share.amount + share.shippingAmount > 0),
    saved: taken + cheapestOf(facts.ratesFor(subtotal)) - shippingPrice,
    shippingRates: rates.map((rate) => cheaper(rate, percent, facts.currency)),
  };
}

const cheapestOf = (rates: readonly ShippingRate[]) => cheapestDelivery(rates)?.amount ?? 0;

/** With more rules than this, all of them are tried, or none. */
const MOST_PARTS = 10;

/**
 * The sets of combinable rules to compare. All together save the most, unless they make the goods too cheap for a delivery that is free or
 * cheaper: then fewer may cost less in all.
 */
export function setsOfRules(
  rules: readonly DiscountRule[],
  facts: DiscountFacts,
): (readonly DiscountRule[])[] {
  const off = rules.reduce((sum, rule) => sum + goodsAmount(rule, facts), 0);
  const after = cheapestOf(facts.ratesFor(Math.max(0, facts.subtotal - off)));
  if (after <= cheapestOf(facts.ratesFor(facts.subtotal))) return [rules];
  if (rules.length > MOST_PARTS) return [rules, []];
  return Array.from({ length: 2 ** rules.length }, (_, set) =>
    rules.filter((_, index) => (set >> index) % 2 === 1),
  );
}

function cheaper(rate: ShippingRate, percent: number, currency: Currency): ShippingRate {
  if (percent === 0) return rate;
  const amount = rate.amount - percentOff(rate.amount, percent, currency);
  return { ...rate, amount, listAmount: rate.amount };
}

/** Compares by code units, which give the same order on every machine. */
export function compareIds(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
