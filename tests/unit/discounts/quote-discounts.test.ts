import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { quoteDiscounts } from "@/lib/discounts/quote-discounts";
import { reasonsText, refusalText } from "@/lib/discounts/texts";
import type { AppliedRule, DiscountResult, RefusedRule } from "@/lib/model/discount";
import { RATES } from "@/tests/support/quotes";

const eur = currency("eur");
const result = (changes: Partial<DiscountResult>): DiscountResult => ({
  applied: [],
  refused: [],
  discountTotal: 0,
  shippingRates: RATES,
  ...changes,
});

const applied: AppliedRule = {
  ruleId: "rule_1",
  name: { en: "10% off", fr: "10 % de remise" },
  amount: 600,
  shippingAmount: 0,
  reasons: [{ code: "promotion_code", promotionCode: "TENOFF" }, { code: "first_order" }],
};
const refused: RefusedRule = {
  ruleId: "rule_2",
  name: { en: "Sale", fr: "Soldes" },
  asked: false,
  refusal: { code: "not_for_currency" },
};

describe("the discounts of a quote", () => {
  it("have what the shopper reads and what settling needs, and no more", () => {
    const { discounts } = quoteDiscounts(result({ applied: [applied] }), "fr", eur);
    expect(discounts).toStrictEqual([
      {
        ruleId: "rule_1",
        name: "10 % de remise",
        reason: reasonsText(applied.reasons, "fr", eur),
        amount: 600,
      },
    ]);
  });

  it("name the code, the countries, the limit by card and what they take off the delivery", () => {
    const countries = ["FR"];
    const full = { ...applied, code: "TENOFF", countries, oncePerCard: true, shippingAmount: 490 } as const;
    const [discount] = quoteDiscounts(result({ applied: [full] }), "en", eur).discounts;
    expect(discount).toStrictEqual({
      ruleId: "rule_1",
      code: "TENOFF",
      name: "10% off",
      reason: reasonsText(applied.reasons, "en", eur),
      amount: 600,
      countries: ["FR"],
      oncePerCard: true,
      shippingAmount: 490,
    });
    expect(discount?.countries).not.toBe(countries);
  });

  it("come with the rates that they have made cheaper", () => {
    const shippingRates = RATES.map((rate) => ({ ...rate, amount: 0 }));
    expect(quoteDiscounts(result({ shippingRates }), "en", eur).shippingRates).toEqual(shippingRates);
  });
});

describe("a discount that was refused", () => {
  const shown = (rule: Partial<RefusedRule>, before: string[] = []) =>
    quoteDiscounts(result({ refused: [{ ...refused, ...rule }] }), "en", eur, before).refusedDiscounts;

  it("is shown to who asked for it, with its code as it was typed", () => {
    expect(shown({ asked: true, code: "sale" })).toStrictEqual([
      {
        ruleId: "rule_2",
        code: "sale",
        name: "Sale",
        refusal: "not_for_currency",
        reason: refusalText(refused.refusal, "en", eur),
      },
    ]);
  });

  it("has neither id nor name where no rule has its code", () => {
    const unknown = { ruleId: null, name: null, asked: true, code: "NOSUCH" } as const;
    expect(shown({ ...unknown, refusal: { code: "unknown_code" } })).toStrictEqual([
      {
        code: "NOSUCH",
        refusal: "unknown_code",
        reason: refusalText({ code: "unknown_code" }, "en", eur),
      },
    ]);
  });

  it("is shown to who had it before", () => {
    expect(shown({}, ["rule_1", "rule_2"])).toHaveLength(1);
    expect(shown({}, ["rule_1"])).toEqual([]);
    expect(shown({ ruleId: null, name: null }, ["rule_1"])).toEqual([]);
  });

  it("is shown to anybody where a little more would bring it", () => {
    const refusal = { code: "below_minimum", minimum: 10_000, missing: 4000 } as const;
    expect(shown({ refusal })).toStrictEqual([
      {
        ruleId: "rule_2",
        name: "Sale",
        refusal: "below_minimum",
        reason: refusalText(refusal, "en", eur),
      },
    ]);
    expect(shown({})).toEqual([]);
    expect(quoteDiscounts(result({ refused: [refused] }), "en", eur).refusedDiscounts).toEqual([]);
  });
});
