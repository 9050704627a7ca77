import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { combine, compareIds } from "@/lib/discounts/combination";
import type { DiscountRule } from "@/lib/model/discount";
import { codeRule, facts } from "@/tests/support/discounts";
import { RATES } from "@/tests/support/quotes";

const rule = (name: string, benefit: DiscountRule["benefit"]) => codeRule(name, { benefit });
const percent = (name: string, value: number, coversShipping = false, cap?: Record<string, number>) =>
  rule(name, { type: "percent", percent: value, coversShipping, ...(cap && { cap }) });
const amount = (name: string, amounts: Record<string, number>) => rule(name, { type: "amount", amounts });

/** Goods for 100.00, deliveries for 4.90 and 9.90. */
const taken = (...rules: DiscountRule[]) => {
  const { shares, saved, shippingRates } = combine(rules, facts());
  return {
    shares: shares.map((share) => [share.rule.id, share.amount, share.shippingAmount]),
    saved,
    rates: shippingRates.map((rate) => [rate.amount, rate.listAmount]),
  };
};
const FULL = [
  [490, undefined],
  [990, undefined],
];

describe("what a rule takes off the goods", () => {
  it.each<[string, DiscountRule, number]>([
    ["a percentage", percent("X", 12.5), 1250],
    ["a percentage up to its cap", percent("X", 50, false, { eur: 700 }), 700],
    ["a percentage below its cap", percent("X", 5, false, { eur: 700 }), 500],
    ["nothing, capped in another currency", percent("X", 50, false, { usd: 700 }), 0],
    ["nothing, capped at nothing", percent("X", 50, false, { eur: 0 }), 0],
    ["an amount", amount("X", { eur: 700 }), 700],
    ["an amount up to all of it", amount("X", { eur: 70_000 }), 10_000],
    ["nothing, of an amount in another currency", amount("X", { usd: 700 }), 0],
  ])("%s", (_, given, expected) => {
    expect(combine([given], facts()).saved).toBe(expected);
  });

  it("is never more than they cost, rounded as Stripe charges", () => {
    const given = facts({ currency: currency("kwd"), subtotal: 12_350 });
    expect(combine([percent("X", 10)], given).saved).toBe(1240);
    expect(combine([percent("X", 100)], { ...given, subtotal: 5 }).saved).toBe(5);
  });
});

describe("rules together", () => {
  it("each count from the full price, whatever their order", () => {
    const rules = [percent("A", 10), amount("B", { eur: 700 }), percent("C", 5)];
    const expected = {
      shares: [
        ["rule_A", 1000, 0],
        ["rule_B", 700, 0],
        ["rule_C", 500, 0],
      ],
      saved: 2200,
      rates: FULL,
    };
    expect(taken(...rules)).toEqual(expected);
    expect(taken(...rules.toReversed())).toEqual(expected);
  });

  it("take the largest first, and of equals the smaller id, up to what is left", () => {
    expect(taken(percent("A", 10), percent("C", 60), percent("B", 60))).toEqual({
      shares: [
        ["rule_B", 6000, 0],
        ["rule_C", 4000, 0],
      ],
      saved: 10_000,
      rates: FULL,
    });
  });

  it("count the delivery in what is largest", () => {
    expect(taken(amount("A", { eur: 1100 }), percent("B", 10, true)).shares).toEqual([
      ["rule_A", 1100, 0],
      ["rule_B", 1000, 49],
    ]);
    expect(taken(amount("A", { eur: 1040 }), percent("B", 10, true)).shares).toEqual([
      ["rule_B", 1000, 49],
      ["rule_A", 1040, 0],
    ]);
  });

  it("add up what they take off each delivery, up to all of it", () => {
    expect(taken(percent("A", 60, true), percent("B", 25, true))).toEqual({
      shares: [
        ["rule_A", 6000, 294],
        ["rule_B", 2500, 123],
      ],
      saved: 8917,
      rates: [
        [73, 490],
        [148, 990],
      ],
    });
    expect(taken(percent("A", 60, true), percent("B", 60, true), percent("C", 1, true))).toEqual({
      shares: [
        ["rule_A", 6000, 294],
        ["rule_B", 4000, 196],
      ],
      saved: 10_490,
      rates: [
        [0, 490],
        [0, 990],
      ],
    });
  });

  it("keep one that takes from the delivery alone, and drop one that takes nothing", () => {
    const { shares } = combine([percent("A", 100, true), amount("B", { usd: 1 })], facts({ subtotal: 0 }));
    expect(shares.map((share) => [share.rule.id, share.amount, share.shippingAmount])).toEqual([
      ["rule_A", 0, 490],
    ]);
  });

  it("leave the rates as they are where none covers them", () => {
    expect(combine([percent("A", 10)], facts()).shippingRates).toEqual(RATES);
    expect(combine([], facts())).toEqual({ shares: [], saved: 0, shippingRates: RATES });
  });

  it("take nothing off a delivery where none is on offer", () => {
    expect(combine([percent("A", 50, true)], facts({ shippingRates: [] }))).toMatchObject({
      shares: [{ amount: 5000, shippingAmount: 0 }],
      saved: 5000,
      shippingRates: [],
    });
  });
});

describe("ids", () => {
  it("are in the order of their code units", () => {
    const ids = ["rule_b", "rule_B", "rule_a", "rule_é"];
    const ordered = ids.map((id) => ({ id })).sort(compareIds);
    expect(ordered.map(({ id }) => id)).toEqual(["rule_B", "rule_a", "rule_b", "rule_é"]);
    expect(compareIds({ id: "rule_a" }, { id: "rule_a" })).toBe(0);
    expect(compareIds({ id: "rule_b" }, { id: "rule_a" })).toBe(1);
    expect(compareIds({ id: "rule_a" }, { id: "rule_b" })).toBe(-1);
  });
});
