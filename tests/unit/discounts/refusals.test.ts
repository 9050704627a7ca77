import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { reasonText, refusalText } from "@/lib/discounts/texts";
import {
  type DiscountFacts,
  type DiscountRule,
  REFUSAL_CODES,
  type Reason,
  type RefusalCode,
} from "@/lib/model/discount";
import {
  codeRule,
  customer,
  facts,
  loyaltyRule,
  NOW,
  regionRule,
  TOMORROW,
  YESTERDAY,
} from "@/tests/support/discounts";
import { bought } from "@/tests/support/history";
import { RATES } from "@/tests/support/quotes";

type Example = { facts: Partial<DiscountFacts>; rules: DiscountRule[]; en: string };

const taken = (total: number, byCustomer: number) => new Map([["rule_CODE", { total, byCustomer }]]);
const code = { codes: [" code "] };
const free = { benefit: { type: "percent", percent: 100, coversShipping: true } } as const;

const REGULARS = new Map([
  [
    "regulars",
    {
      id: "regulars",
      name: { en: "our regulars", fr: "nos habitués" },
      definition: { orders: { atLeast: 5 } },
    },
  ],
]);

const SHELVES = {
  products: new Map([["ida-mug", bought("Ida mug", "Tasse Ida", false)]]),
  categories: new Map([["ceramics", bought("Ceramics", "Céramique", false)]]),
};

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
    facts: { loyalty: "asked", customer: customer("bob", "silver") },
    rules: [loyaltyRule("gold", 15)],
    en: "Your account has no loyalty discount yet.",
  },
  not_for_customer: {
    facts: { ...code, customer: customer("bob", null) },
    rules: [codeRule("CODE", { customerIds: ["ada"] })],
    en: "This offer is for another customer.",
  },
  account_required: {
    facts: code,
    rules: [codeRule("CODE", { history: { bought: { categories: ["ceramics"] } } })],
    en: "Sign in to use this offer: it depends on what you bought before.",
  },
  account_required_first_order: {
    facts: code,
    rules: [codeRule("CODE", { history: { orders: { atMost: 0 } } })],
    en: "Sign in or create an account to use this offer: it is for a customer’s first order.",
  },
  not_in_segment: {
    facts: { ...code, customer: customer("bob"), segments: REGULARS },
    rules: [codeRule("CODE", { segments: ["regulars"] })],
    en: "This offer is for our regulars.",
  },
  not_first_order: {
    facts: { ...code, customer: customer("bob", null, { orders: 1 }) },
    rules: [codeRule("CODE", { history: { orders: { atMost: 0 } } })],
    en: "This offer is for a first order.",
  },
  too_many_orders: {
    facts: { ...code, customer: customer("bob", null, { orders: 3 }) },
    rules: [codeRule("CODE", { history: { orders: { atMost: 2 } } })],
    en: "This offer is for your first 3 orders.",
  },
  too_few_orders: {
    facts: { ...code, customer: customer("bob", null, { orders: 1 }) },
    rules: [codeRule("CODE", { history: { orders: { atLeast: 2 } } })],
    en: "This offer starts with your 3rd order: one more order to go.",
  },
  spent_too_little: {
    facts: { ...code, customer: customer("bob", null, { orders: 1, spent: new Map([[365, 16_200]]) }) },
    rules: [codeRule("CODE", { history: { spent: { atLeast: { eur: 20_000 }, days: 365 } } })],
    en: "This offer starts once you have spent €200.00 in 365 days: €38.00 to go.",
  },
  ordered_too_recently: {
    facts: { ...code, customer: customer("bob", null, { orders: 1, lastPaidAt: YESTERDAY }) },
    rules: [codeRule("CODE", { history: { lastOrder: { atLeastDays: 90 } } })],
    en: "This offer applies once your last order was 90 days ago or more.",
  },
  ordered_too_long_ago: {
    facts: { ...code, customer: customer("bob", null, { orders: 1, lastPaidAt: new Date("2026-09-01") }) },
    rules: [codeRule("CODE", { history: { lastOrder: { atMostDays: 30 } } })],
    en: "This offer applies for 30 days after an order.",
  },
  not_bought_before: {
    facts: { ...code, customer: customer("bob", null, { ...SHELVES, orders: 1 }) },
    rules: [codeRule("CODE", { history: { bought: { products: ["ida-mug"], categories: ["ceramics"] } } })],
    en: "This offer is for customers who have bought Ida mug or something from Ceramics before.",
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
    en: "There is nothing left that this offer could reduce.",
  },
  costs_more: {
    facts: {
      ...code,
      ratesFor: (goods) => RATES.map((rate) => (goods < 10_000 ? rate : { ...rate, amount: 0 })),
    },
    rules: [codeRule("CODE", { benefit: { type: "amount", amounts: { eur: 100 } } })],
    en: "With this offer your goods would cost too little for the cheaper delivery, and you would pay more in all.",
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
    [{ code: "segment", name: { en: "our regulars", fr: "nos habitués" } }, "For our regulars"],
    [{ code: "first_order" }, "For your first order"],
    [{ code: "first_orders", first: 3 }, "For your first 3 orders"],
    [{ code: "order_number", number: 22 }, "For your 22nd order"],
    [{ code: "from_order", from: 3 }, "From your 3rd order on"],
    [{ code: "spent", atLeast: 20_000, days: null }, "Because you spent €200.00 or more"],
    [{ code: "spent", atLeast: 20_000, days: 365 }, "Because you spent €200.00 or more in the last 365 days"],
    [{ code: "last_order_past", days: 90 }, "Because you have not ordered for 90 days or more"],
    [{ code: "last_order_within", days: 30 }, "Because you ordered in the last 30 days"],
    [
      { code: "bought", item: { type: "product", name: { en: "Ida mug", fr: "Tasse Ida" } } },
      "Because you bought Ida mug before",
    ],
    [
      { code: "bought", item: { type: "category", name: { en: "Ceramics", fr: "Céramique" } } },
      "Because you bought from Ceramics before",
    ],
  ];

  it.each(REASONS)("%j has words in both languages", (reason, english) => {
    const eur = currency("eur");
    expect(reasonText(reason, "en", eur)).toBe(english);
    expect(reasonText(reason, "fr", eur)).not.toMatch(/[{}]/);
    expect(reasonText(reason, "fr", eur)).not.toBe(english);
  });
});
