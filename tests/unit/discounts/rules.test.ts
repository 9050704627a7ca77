import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { quoteDiscounts } from "@/lib/discounts/quote-discounts";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { SEED_CUSTOMER_ID, seedDiscountRules } from "@/lib/discounts/seed-data";
import type { DiscountFacts } from "@/lib/model/discount";
import { parseRule, type RuleRow } from "@/lib/model/discount-conditions";
import { makeQuote } from "@/lib/quote/make-quote";
import { customer, facts, NOW } from "@/tests/support/discounts";
import { quoteInput, quoteLine } from "@/tests/support/quotes";

const row = (changes: Partial<RuleRow> = {}): RuleRow => ({
  id: "rule_1",
  kind: "promotion_code",
  code: "TENOFF",
  name: { en: "10% off", fr: "10 %" },
  conditions: { benefit: { type: "percent", percent: 10 } },
  startsAt: null,
  endsAt: null,
  totalLimit: null,
  perCustomerLimit: null,
  combinable: true,
  ...changes,
});

const seeded = (code = "eur") =>
  seedDiscountRules(currency(code), NOW).map((rule) => {
    const parsed = parseRule(row(rule));
    if (!parsed.ok) throw new Error(`${rule.id}: ${parsed.problem}`);
    return parsed.rule;
  });

describe("a stored rule", () => {
  it("is read with the defaults its conditions leave out", () => {
    expect(parseRule(row({ code: "tenoff" }))).toMatchObject({
      ok: true,
      rule: { code: "TENOFF", benefit: { type: "percent", percent: 10, coversShipping: false } },
    });
  });

  const percent = { type: "percent", percent: 10 };
  it.each<[string, Partial<RuleRow>]>([
    ["no benefit", { conditions: {} }],
    ["more than 100 %", { conditions: { benefit: { type: "percent", percent: 101 } } }],
    ["a negative amount", { conditions: { benefit: { type: "amount", amounts: { eur: -1 } } } }],
    ["half a cent", { conditions: { benefit: { type: "amount", amounts: { eur: 0.5 } } } }],
    ["half a króna", { conditions: { benefit: { type: "amount", amounts: { isk: 550 } } } }],
    ["a cap of a fils", { conditions: { benefit: { ...percent, cap: { kwd: 5001 } } } }],
    ["no currency", { conditions: { benefit: { type: "amount", amounts: {} } } }],
    [
      "a cap on what covers shipping",
      {
        conditions: { benefit: { ...percent, cap: { eur: 1 }, coversShipping: true } },
      },
    ],
    ["a condition nobody knows", { conditions: { benefit: percent, weekday: "monday" } }],
    ["a code with a space", { code: "TEN OFF" }],
    ["no name in the default language", { name: { fr: "10 % de remise" } }],
    ["an empty name", { name: { en: "10% off", fr: "" } }],
    ["a name in no language of the store", { name: { en: "10% off", xx: "10%" } }],
    [
      "a threshold without a minimum",
      { kind: "cart_threshold", code: null, conditions: { benefit: percent } },
    ],
    ["a region without a country", { kind: "region", code: null, conditions: { benefit: percent } }],
    ["loyalty without a tier", { kind: "loyalty", code: null, conditions: { benefit: percent } }],
    ["a customer rule for nobody", { kind: "customer", code: null, conditions: { benefit: percent } }],
    ["a limited time without an end", { kind: "limited_time", code: null, conditions: { benefit: percent } }],
  ])("with %s is not applied, and says what is wrong", (_, changes) => {
    const parsed = parseRule(row(changes));
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.problem).not.toBe("");
  });
});

describe("the demonstration's rules", () => {
  const decide = (changes: Partial<DiscountFacts>) => recomputeDiscounts(facts(changes), seeded(), NOW);
  const off = (changes: Partial<DiscountFacts>) => decide({ subtotal: 6000, ...changes }).discountTotal;

  it.each(["eur", "usd", "jpy", "kwd"])("are right in %s", (code) => {
    expect(seeded(code)).toHaveLength(21);
  });

  it("leave a small basket as it is", () => {
    expect(off({})).toBe(0);
  });

  it.each<[string, Partial<DiscountFacts>, number]>([
    ["TENOFF takes 10 %", { codes: ["TENOFF"] }, 600],
    ["FIVEOFF50 takes 5.00", { codes: ["fiveoff50"] }, 500],
    ["FRANCE15 takes 15 % in France", { codes: ["FRANCE15"] }, 900],
    ["RARE takes 30 %", { codes: ["RARE"] }, 1800],
    ["ONCE takes 12 %", { codes: ["ONCE"] }, 720],
    ["WELCOME takes 20 %", { codes: ["WELCOME"] }, 1200],
    ["ALLFREE takes all", { codes: ["ALLFREE"] }, 6000],
    ["Canada gets 5 %", { country: "CA" }, 300],
    ["gold gets 15 %", { loyalty: "asked", customer: customer("x", "gold") }, 900],
    ["silver gets 5 %", { loyalty: "asked", customer: customer("x", "silver") }, 300],
    ["one customer gets 8 %", { customer: customer(SEED_CUSTOMER_ID, null) }, 480],
    ["a full basket gets 10 %", { subtotal: 15_000 }, 1500],
    ["the flash sale beats it on a very full one", { subtotal: 30_000 }, 6000],
  ])("%s", (_, changes, expected) => {
    expect(off(changes)).toBe(expected);
  });

  it.each([
    ["BYGONE", "expired"],
    ["SOON", "not_started"],
    ["NOSUCH", "unknown_code"],
  ])("%s is refused: %s", (code, refusal) => {
    expect(decide({ codes: [code], subtotal: 6000 }).refused[0]?.refusal.code).toBe(refusal);
  });
});

describe("a quote with discounts", () => {
  const eur = currency("eur");
  const quoteWith = (changes: Partial<DiscountFacts>, appliedBefore: string[] = []) => {
    const result = recomputeDiscounts(facts({ subtotal: 6000, ...changes }), seeded(), NOW);
    return makeQuote(
      quoteInput({ lines: [quoteLine(1, 6000, 1)], ...quoteDiscounts(result, "en", eur, appliedBefore) }),
    );
  };

  it("carries rule, words and amount", () => {
    const quote = quoteWith({ codes: ["TENOFF", "BYGONE"] });
    expect(quote.discounts).toEqual([
      {
        ruleId: "rule_code_tenoff",
        code: "TENOFF",
        name: "10% off",
        reason: "With code TENOFF",
        amount: 600,
      },
    ]);
    expect(quote.total).toBe(6000 - 600 + 490);
    expect(quote.refusedDiscounts?.[0]).toMatchObject({ code: "BYGONE", refusal: "expired" });
  });

  it("costs nothing at all with ALLFREE, whichever delivery is picked", () => {
    const quote = quoteWith({ codes: ["ALLFREE"] });
    expect(quote).toMatchObject({ discountTotal: 6000, shippingTotal: 0, total: 0 });
    expect(quote.shippingRates.map((rate) => rate.amount)).toEqual([0, 0]);
    expect(quote.discounts[0]?.shippingAmount).toBe(490);
  });

  it("tells of what a larger cart would bring, but of nobody else's discounts", () => {
    const told = quoteWith({}).refusedDiscounts?.map((discount) => discount.ruleId);
    expect(told).toEqual(["rule_flash_sale", "rule_threshold_100"]);
  });

  it("tells of a discount that was there before", () => {
    const told = quoteWith({}, ["rule_region_canada"]).refusedDiscounts;
    expect(told).toContainEqual(
      expect.objectContaining({ ruleId: "rule_region_canada", refusal: "not_for_region" }),
    );
  });
});
