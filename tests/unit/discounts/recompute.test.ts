import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import type { DiscountFacts, DiscountRule } from "@/lib/model/discount";
import { readableCode } from "@/lib/model/promotion-code";
import {
  codeRule,
  customer,
  facts,
  historyRule,
  loyaltyRule,
  NOW,
  regionRule,
  TOMORROW,
  thresholdRule,
} from "@/tests/support/discounts";

const decide = (given: DiscountFacts, rules: readonly DiscountRule[]) =>
  recomputeDiscounts(given, rules, NOW);

describe("the best combination", () => {
  const threshold = thresholdRule(
    "rule_over_100",
    { eur: 10_000 },
    { benefit: { type: "percent", percent: 10, cap: { eur: 2000 }, coversShipping: false } },
  );

  it("takes 10 % over 100.00, at most 20.00", () => {
    expect(decide(facts({ subtotal: 9999 }), [threshold]).discountTotal).toBe(0);
    expect(decide(facts({ subtotal: 10_000 }), [threshold]).discountTotal).toBe(1000);
    expect(decide(facts({ subtotal: 50_000 }), [threshold]).discountTotal).toBe(2000);
  });

  it("adds combinable rules up, each from the full price", () => {
    const { applied, discountTotal } = decide(facts({ codes: ["tenoff"], country: "CA" }), [
      codeRule("TENOFF"),
      regionRule("rule_canada", ["CA"], {
        benefit: { type: "percent", percent: 5, coversShipping: false },
      }),
    ]);
    expect(applied.map((rule) => [rule.ruleId, rule.amount])).toEqual([
      ["rule_TENOFF", 1000],
      ["rule_canada", 500],
    ]);
    expect(discountTotal).toBe(1500);
  });

  it("prefers, when the price is the same, what the shopper asked for", () => {
    const alone = { combinable: false };
    const rules = [codeRule("zed", alone), regionRule("rule_a", ["FR"], alone)];
    expect(decide(facts({ codes: ["ZED"] }), rules).applied[0]?.ruleId).toBe("rule_zed");
  });

  it("prefers then to leave a limited discount unused, then the smaller id", () => {
    const alone = { combinable: false };
    const limited = regionRule("rule_a", ["FR"], { ...alone, totalLimit: 5 });
    const rules = [limited, regionRule("rule_c", ["FR"], alone), regionRule("rule_b", ["FR"], alone)];
    expect(decide(facts(), rules).applied[0]?.ruleId).toBe("rule_b");
  });

  it("makes everything free, each delivery too, with 100 % that covers shipping", () => {
    const free = codeRule("ALLFREE", {
      benefit: { type: "percent", percent: 100, coversShipping: true },
    });
    const { applied, discountTotal, shippingRates } = decide(facts({ codes: ["ALLFREE"] }), [free]);
    expect(discountTotal).toBe(10_000);
    expect(applied[0]).toMatchObject({ amount: 10_000, shippingAmount: 490 });
    expect(shippingRates.map((rate) => [rate.amount, rate.listAmount])).toEqual([
      [0, 490],
      [0, 990],
    ]);
  });

  it("gives loyalty for the tier, when asked or by configuration", () => {
    const rules = [loyaltyRule("gold", 15), loyaltyRule("silver", 5)];
    const ada = customer("ada", "gold");
    expect(decide(facts({ customer: ada }), rules).discountTotal).toBe(0);
    expect(decide(facts({ customer: ada, loyalty: "asked" }), rules)).toMatchObject({
      discountTotal: 1500,
      refused: [],
    });
    expect(decide(facts({ customer: ada, loyalty: "automatic" }), rules).discountTotal).toBe(1500);
    expect(decide(facts({ loyalty: "automatic" }), rules)).toMatchObject({ discountTotal: 0, refused: [] });
  });

  it("ends at the very instant a rule ends", () => {
    const flash: DiscountRule = { ...codeRule("X"), kind: "limited_time", endsAt: TOMORROW };
    const before = new Date(TOMORROW.getTime() - 1);
    expect(recomputeDiscounts(facts(), [flash], before).discountTotal).toBe(1000);
    expect(recomputeDiscounts(facts(), [flash], TOMORROW).discountTotal).toBe(0);
  });

  it("prefers, when no pick is asked for, to leave a limit by customer unused too", () => {
    const alone = { combinable: false };
    const limited = regionRule("rule_a", ["FR"], { ...alone, perCustomerLimit: 1 });
    const rules = [limited, regionRule("rule_b", ["FR"], alone)];
    expect(decide(facts(), rules).applied[0]?.ruleId).toBe("rule_b");
    const asked = codeRule("ASKED", { ...alone, totalLimit: 1 });
    expect(decide(facts({ codes: ["ASKED"] }), [...rules, asked]).applied[0]?.ruleId).toBe("rule_ASKED");
  });

  it("prefers then, of all the rules that apply together and one alone, the smaller ids", () => {
    const off = (id: string, percent: number, combinable: boolean) =>
      regionRule(id, ["FR"], { benefit: { type: "percent", percent, coversShipping: false }, combinable });
    const together = [off("rule_b", 4, true), off("rule_c", 6, true)];
    const ids = (rules: readonly DiscountRule[]) =>
      decide(facts(), rules).applied.map(({ ruleId }) => ruleId);
    expect(ids([...together, off("rule_a", 10, false)])).toEqual(["rule_a"]);
    expect(ids([...together, off("rule_z", 10, false)])).toEqual(["rule_c", "rule_b"]);
    expect(ids([...together, off("rule_bb", 10, false)])).toEqual(["rule_c", "rule_b"]);
  });

  it("prefers of two that were asked for the smaller id", () => {
    const rules = ["ONE", "TWO"].map((code) => codeRule(code, { combinable: false, totalLimit: 9 }));
    const { applied } = decide(facts({ codes: ["TWO", "ONE"] }), rules);
    expect(applied.map(({ ruleId }) => ruleId)).toEqual(["rule_ONE"]);
  });

  it("leaves no combinable rule out for one that was asked for, and takes no more than all", () => {
    const all = { benefit: { type: "percent", percent: 100, coversShipping: false } } as const;
    const { applied, refused } = decide(facts({ codes: ["x"] }), [
      codeRule("x", all),
      regionRule("rule_a", ["FR"], all),
    ]);
    expect(applied.map(({ ruleId }) => ruleId)).toEqual(["rule_a"]);
    expect(refused.map(({ ruleId, refusal }) => [ruleId, refusal.code])).toEqual([
      ["rule_x", "nothing_left"],
    ]);
  });

  it("has what applies by itself, of every kind, and no code that nobody entered", () => {
    const ada = customer("ada", null, { orders: 1 });
    const rules: DiscountRule[] = [
      codeRule("TEN"),
      thresholdRule("rule_1", { eur: 1 }),
      { ...codeRule("2"), id: "rule_2", kind: "limited_time", endsAt: TOMORROW },
      regionRule("rule_3", ["FR"]),
      { ...codeRule("4"), id: "rule_4", kind: "customer", customerIds: ["ada"] },
      historyRule("rule_5", { history: { orders: { atLeast: 1 } } }),
    ];
    const { applied, refused } = decide(facts({ customer: ada }), rules);
    expect(applied.map(({ ruleId }) => ruleId)).toEqual(["rule_1", "rule_2", "rule_3", "rule_4", "rule_5"]);
    expect(refused).toEqual([]);
  });

  it("prefers the most asked for, however few limits another keeps", () => {
    const half = { benefit: { type: "percent", percent: 5, coversShipping: false } } as const;
    const rules = [codeRule("ONE", half), codeRule("TWO", half), codeRule("BOTH", { combinable: false })];
    const { applied } = decide(facts({ codes: ["ONE", "TWO", "BOTH"] }), rules);
    expect(applied.map(({ ruleId }) => ruleId)).toEqual(["rule_ONE", "rule_TWO"]);
  });

  it("tells what it applies, and no more of it than there is", () => {
    const rule = codeRule("TENOFF", { countries: ["FR"], oncePerCard: true });
    const region = regionRule("rule_fr", ["FR"], {
      benefit: { type: "percent", percent: 5, coversShipping: true },
    });
    expect(decide(facts({ codes: ["tenoff"] }), [rule, region])).toStrictEqual({
      applied: [
        {
          ruleId: "rule_TENOFF",
          name: rule.name,
          code: "TENOFF",
          amount: 1000,
          shippingAmount: 0,
          reasons: [{ code: "promotion_code", promotionCode: "TENOFF" }],
          countries: ["FR"],
          oncePerCard: true,
        },
        {
          ruleId: "rule_fr",
          name: region.name,
          amount: 500,
          shippingAmount: 25,
          reasons: [{ code: "region", country: "FR" }],
          countries: ["FR"],
        },
      ],
      refused: [],
      discountTotal: 1500,
      shippingRates: [
        {
          speed: "standard",
          name: "Standard delivery",
          amount: 465,
          listAmount: 490,
          minDays: 2,
          maxDays: 4,
        },
        { speed: "express", name: "Express delivery", amount: 940, listAmount: 990, minDays: 1, maxDays: 2 },
      ],
    });
    const everywhere = decide(facts({ codes: ["TENOFF"] }), [codeRule("TENOFF")]).applied[0];
    expect(everywhere).not.toHaveProperty("countries");
    expect(everywhere).not.toHaveProperty("oncePerCard");
  });

  it("counts in amounts that Stripe charges in a currency with three decimals", () => {
    const given = facts({ currency: currency("kwd"), subtotal: 12_350, codes: ["TENOFF"] });
    expect(decide(given, [codeRule("TENOFF")]).discountTotal).toBe(1240);
  });
});

describe("what is refused", () => {
  const told = (given: Partial<DiscountFacts>, rules: readonly DiscountRule[] = []) =>
    decide(facts(given), rules).refused.map(({ ruleId, code, asked, refusal }) => [
      ruleId ?? code ?? "loyalty",
      refusal.code,
      asked,
    ]);

  it("is a code that no rule has, once, as it was typed first, and nothing for an empty one", () => {
    expect(decide(facts({ codes: [" ", "No such", "NO SUCH", ""] }), []).refused).toStrictEqual([
      {
        ruleId: null,
        name: null,
        code: readableCode("No such"),
        asked: true,
        refusal: { code: "unknown_code" },
      },
    ]);
  });

  it("is of two rules with one code the one that counts, by its id", () => {
    const twins = ["b", "a"].map((id) => ({ ...codeRule("TWIN", { startsAt: TOMORROW }), id: `rule_${id}` }));
    expect(told({ codes: ["twin"] }, twins)).toEqual([["rule_a", "not_started", true]]);
  });

  it("is loyalty for a guest, and for who has no tier, when it was asked for", () => {
    const rules = [loyaltyRule("gold", 15)];
    const bob = customer("bob", "silver");
    expect(told({ loyalty: "asked" }, rules)).toEqual([["loyalty", "sign_in_required", true]]);
    expect(told({ loyalty: "asked", customer: bob }, rules)).toEqual([["loyalty", "no_loyalty_tier", true]]);
    expect(told({ loyalty: "automatic", customer: bob }, rules)).toEqual([]);
    expect(told({ loyalty: "off", customer: bob }, rules)).toEqual([]);
    expect(decide(facts({ loyalty: "asked" }), rules).refused).toStrictEqual([
      { ruleId: null, name: null, asked: true, refusal: { code: "sign_in_required" } },
    ]);
  });

  it("is a loyalty that was asked for as what was asked for, and one by configuration as not", () => {
    const rules = [{ ...loyaltyRule("gold", 15), minimum: { eur: 99_999 } }];
    const ada = customer("ada", "gold");
    expect(told({ loyalty: "asked", customer: ada }, rules)).toEqual([["rule_gold", "below_minimum", true]]);
    expect(told({ loyalty: "automatic", customer: ada }, rules)).toEqual([
      ["rule_gold", "below_minimum", false],
    ]);
  });

  it("is told in the order of the codes, then what else was asked for, then by rule id", () => {
    const later = { startsAt: TOMORROW };
    const rules = [
      regionRule("rule_z", ["FR"], later),
      regionRule("rule_a", ["FR"], later),
      codeRule("ONE", later),
      codeRule("TWO", later),
    ];
    const given: Partial<DiscountFacts> = { codes: ["TWO", "NOSUCH", "ONE"], loyalty: "asked" };
    const refused = [
      ["rule_TWO", "not_started", true],
      ["NOSUCH", "unknown_code", true],
      ["rule_ONE", "not_started", true],
      ["loyalty", "sign_in_required", true],
      ["rule_a", "not_started", false],
      ["rule_z", "not_started", false],
    ];
    expect(told(given, rules)).toEqual(refused);
    expect(told(given, rules.toReversed())).toEqual(refused);
  });

  it("is told of what would save nothing, and of what can't apply, by rule id alike", () => {
    const nothing = { benefit: { type: "amount", amounts: { eur: 0 } } } as const;
    const rules = [
      regionRule("rule_a", ["FR"], nothing),
      regionRule("rule_z", ["FR"], { startsAt: TOMORROW }),
    ];
    expect(told({}, rules)).toEqual([
      ["rule_a", "nothing_left", false],
      ["rule_z", "not_started", false],
    ]);
    expect(decide(facts(), rules).refused[0]).toStrictEqual({
      ruleId: "rule_a",
      name: { en: "rule_a", fr: "rule_a" },
      asked: false,
      refusal: { code: "nothing_left" },
    });
  });

  it("is what does not go together with what saves more, and what would save nothing", () => {
    const free = { benefit: { type: "percent", percent: 100, coversShipping: true } } as const;
    const alone = regionRule("rule_alone", ["FR"], { combinable: false });
    const five = regionRule("rule_five", ["FR"], {
      benefit: { type: "percent", percent: 5, coversShipping: false },
    });
    const nothing = regionRule("rule_nothing", ["FR"], { benefit: { type: "amount", amounts: { eur: 0 } } });
    const nothingAlone = { ...nothing, id: "rule_nothing_alone", combinable: false };
    expect(told({}, [alone, five, nothing, nothingAlone])).toEqual([
      ["rule_five", "not_combinable", false],
      ["rule_nothing", "nothing_left", false],
      ["rule_nothing_alone", "nothing_left", false],
    ]);
    expect(told({}, [regionRule("rule_free", ["FR"], free), five, alone])).toEqual([
      ["rule_alone", "not_combinable", false],
      ["rule_five", "nothing_left", false],
    ]);
    expect(told({ subtotal: 0 }, [five, alone])).toEqual([
      ["rule_alone", "nothing_left", false],
      ["rule_five", "nothing_left", false],
    ]);
  });
});
