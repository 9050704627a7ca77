import { describe, expect, it } from "vitest";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { reasonText, refusalText } from "@/lib/discounts/texts";
import {
  type DiscountFacts,
  type DiscountRule,
  REFUSAL_CODES,
  type Reason,
  type RefusalCode,
} from "@/lib/discounts/types";
import { currency } from "@/lib/money";
import {
  codeRule,
  facts,
  loyaltyRule,
  NOW,
  regionRule,
  TOMORROW,
  YESTERDAY,
} from "@/tests/support/discounts";

type Example = { facts: Partial<DiscountFacts>; rules: DiscountRule[]; en: string };

const taken = (total: number, byCustomer: number) => new Map([["rule_CODE", { total, byCustomer }]]);
const code = { codes: [" code "] };
const free = { benefit: { type: "percent", percent: 100, coversShipping: true } } as const;

const EXAMPLES: Record<RefusalCode, Example> = {
  unknown_code: { facts: code, rules: [], en: "We don’t know this code. Check how it is spelt." },
  not_started: {
    facts: code,
    rules: [codeRule("CODE", { startsAt: TOMORROW })],
    en: "This offer starts on November 22, 2026 at 12:00 PM UTC.",
  },
  expired: {
    facts: code,
    rules: [codeRule("CODE", { endsAt: YESTERDAY })],
    en: "This offer ended on November 20, 2026 at 12:00 PM UTC.",
  },
  sign_in_required: {
    facts: { loyalty: "asked" },
    rules: [loyaltyRule("gold", 15)],
    en: "Sign in to use your loyalty discount.",
  },
  no_loyalty_tier: {
    facts: { loyalty: "asked", customer: { id: "bob", tier: "silver" } },
    rules: [loyaltyRule("gold", 15)],
    en: "Your account has no loyalty discount yet.",
  },
  not_for_customer: {
    facts: { ...code, customer: { id: "bob", tier: null } },
    rules: [codeRule("CODE", { customerIds: ["ada"] })],
    en: "This offer is for another customer.",
  },
  not_for_region: {
    facts: { ...code, country: "DE" },
    rules: [codeRule("CODE", { countries: ["FR", "BE"] })],
    en: "This offer is for delivery to: France or Belgium.",
  },
  not_for_currency: {
    facts: code,
    rules: [codeRule("CODE", { benefit: { type: "amount", amounts: { usd: 500 } } })],
    en: "This offer can’t be used in this currency.",
  },
  already_used: {
    facts: { ...code, redemptions: taken(1, 1) },
    rules: [codeRule("CODE", { perCustomerLimit: 1 })],
    en: "You have already used this offer.",
  },
  limit_reached: {
    facts: { ...code, redemptions: taken(1, 0) },
    rules: [codeRule("CODE", { totalLimit: 1 })],
    en: "This offer has been used up.",
  },
  below_minimum: {
    facts: { ...code, subtotal: 4200 },
    rules: [codeRule("CODE", { minimum: { eur: 5000 } })],
    en: "This offer starts at €50.00: €8.00 to go.",
  },
  not_combinable: {
    facts: code,
    rules: [
      codeRule("CODE", { combinable: false }),
      regionRule("rule_more", ["FR"], {
        benefit: { type: "percent", percent: 20, coversShipping: false },
      }),
    ],
    en: "This offer can’t be combined with the discounts that already save you more.",
  },
  nothing_left: {
    facts: code,
    rules: [codeRule("CODE"), regionRule("rule_free", ["FR"], free)],
    en: "There is nothing left for this offer to take off.",
  },
};

describe.each(REFUSAL_CODES)("refused: %s", (expected) => {
  const { rules, en, ...example } = EXAMPLES[expected];
  const given = facts(example.facts);
  const { refused } = recomputeDiscounts(given, rules, NOW);
  const [first] = refused;

  it("is told, and only that", () => {
    expect(refused.map(({ refusal, asked }) => [refusal.code, asked])).toEqual([[expected, true]]);
  });

  it("has words in both languages, with every blank filled in", () => {
    if (!first) throw new Error("nothing was refused");
    expect(refusalText(first.refusal, "en", given.currency)).toBe(en);
    const french = refusalText(first.refusal, "fr", given.currency);
    expect(french).not.toMatch(/[{}]/);
    expect(french).not.toBe(en);
  });
});

describe("the reason of a discount", () => {
  const REASONS: [Reason, string][] = [
    [{ code: "promotion_code", promotionCode: "TENOFF" }, "With code TENOFF"],
    [{ code: "loyalty", tier: "gold" }, "For gold members"],
    [{ code: "loyalty", tier: "silver" }, "For silver members"],
    [{ code: "cart_threshold", minimum: 10_000 }, "For orders from €100.00"],
    [{ code: "limited_time", endsAt: TOMORROW.toISOString() }, "Until November 22, 2026 at 12:00 PM UTC"],
    [{ code: "region", country: "CA" }, "For delivery to Canada"],
    [{ code: "customer" }, "Just for you"],
  ];

  it.each(REASONS)("%j has words in both languages", (reason, english) => {
    const eur = currency("eur");
    expect(reasonText(reason, "en", eur)).toBe(english);
    expect(reasonText(reason, "fr", eur)).not.toMatch(/[{}]/);
    expect(reasonText(reason, "fr", eur)).not.toBe(english);
  });
});
