import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { reasonsFor, whyNot } from "@/lib/discounts/eligibility";
import type {
  CommonConditions,
  DiscountFacts,
  DiscountRefusal,
  DiscountRule,
  Reason,
} from "@/lib/model/discount";
import type { Segment, SegmentDefinition } from "@/lib/model/purchase-history";
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
  YESTERDAY,
} from "@/tests/support/discounts";

const segments = new Map<string, Segment>(
  Object.entries<SegmentDefinition | null>({
    regulars: { orders: { atLeast: 2 } },
    named: { accounts: ["ada"] },
    rich: { spent: { atLeast: { usd: 1 } } },
    ended: null,
  }).map(([id, definition]) => [id, { id, name: { en: `our ${id}` }, definition }]),
);

const of = (orders: number, more: Partial<DiscountFacts> = {}) =>
  facts({ segments, customer: customer("ada", "gold", { orders }), ...more });
const guest = facts({ segments });
const past = (changes: Partial<CommonConditions>) => historyRule("rule_x", changes);

type Row = [string, DiscountRule, DiscountFacts, DiscountRefusal | null];

const limited = (limits: Partial<CommonConditions>) => codeRule("X", limits);
const redeemed = (total: number, byCustomer: number) =>
  of(2, { redemptions: new Map([["rule_X", { total, byCustomer }]]) });
const dollars = of(2, { currency: currency("usd") });

describe("a rule applies", () => {
  const on = (changes: Partial<CommonConditions>) => codeRule("X", changes);

  it.each<Row>([
    ["to anybody, at any time, unless it says so", on({}), guest, null],
    ["from the instant it starts", on({ startsAt: NOW }), guest, null],
    [
      "not before",
      on({ startsAt: TOMORROW }),
      guest,
      { code: "not_started", startsAt: TOMORROW.toISOString() },
    ],
    ["until the instant it ends", on({ endsAt: TOMORROW }), guest, null],
    ["not at that instant", on({ endsAt: NOW }), guest, { code: "expired", endsAt: NOW.toISOString() }],
    [
      "not when it has ended, nor had begun",
      on({ startsAt: YESTERDAY, endsAt: YESTERDAY }),
      guest,
      { code: "expired", endsAt: YESTERDAY.toISOString() },
    ],
    ["to its tier", loyaltyRule("gold", 5), of(0), null],
    ["to no other tier", loyaltyRule("silver", 5), of(0), { code: "no_loyalty_tier" }],
    ["to no guest by a tier", loyaltyRule("gold", 5), guest, { code: "no_loyalty_tier" }],
    ["by its code", on({}), guest, null],
    ["over its threshold", thresholdRule("rule_x", { eur: 10_000 }), guest, null],
    ["for a limited time", { ...on({}), kind: "limited_time", endsAt: TOMORROW }, guest, null],
    ["in its region", regionRule("rule_x", ["FR"]), guest, null],
    ["to its customer", { ...on({}), kind: "customer", customerIds: ["ada"] }, of(0), null],
    ["by the past", past({ history: { orders: { atLeast: 1 } } }), of(1), null],
    ["to whom it names", on({ customerIds: ["bob", "ada"] }), of(0), null],
    ["to nobody else", on({ customerIds: ["bob"] }), of(0), { code: "not_for_customer" }],
    ["to no guest by name", on({ customerIds: ["bob", ""] }), guest, { code: "not_for_customer" }],
    ["in its countries", on({ countries: ["BE", "FR"] }), guest, null],
    ["in no other", on({ countries: ["BE"] }), guest, { code: "not_for_region", countries: ["BE"] }],
  ])("%s", (_, rule, given, refusal) => {
    expect(whyNot(rule, given, NOW)).toEqual(refusal);
  });

  it.each<Row>([
    [
      "an amount",
      on({ benefit: { type: "amount", amounts: { eur: 500 } } }),
      dollars,
      { code: "not_for_currency" },
    ],
    ["an amount that has one", on({ benefit: { type: "amount", amounts: { usd: 0 } } }), dollars, null],
    [
      "a cap",
      on({ benefit: { type: "percent", percent: 10, cap: { eur: 500 }, coversShipping: false } }),
      dollars,
      { code: "not_for_currency" },
    ],
    [
      "a cap that has one",
      on({ benefit: { type: "percent", percent: 10, cap: { eur: 1, usd: 1 }, coversShipping: false } }),
      dollars,
      null,
    ],
    ["a minimum", on({ minimum: { eur: 1 } }), dollars, { code: "not_for_currency" }],
    ["a minimum that has one", on({ minimum: { usd: 1 } }), dollars, null],
  ])("only in the currencies of its amounts: %s", (_, rule, given, refusal) => {
    expect(whyNot(rule, given, NOW)).toEqual(refusal);
  });

  it.each<Row>([
    ["a minimum that is met", on({ minimum: { eur: 10_000 } }), guest, null],
    [
      "a minimum that is missed",
      on({ minimum: { eur: 10_001 } }),
      guest,
      { code: "below_minimum", minimum: 10_001, missing: 1 },
    ],
    ["one more of the customer's", limited({ perCustomerLimit: 2 }), redeemed(9, 1), null],
    ["none of the customer's", limited({ perCustomerLimit: 2 }), redeemed(9, 2), { code: "already_used" }],
    ["one more of all", limited({ totalLimit: 3 }), redeemed(2, 2), null],
    ["none of all", limited({ totalLimit: 3 }), redeemed(3, 0), { code: "limit_reached" }],
    ["no limit at all", limited({}), redeemed(9, 9), null],
    ["a limit, and nobody has had it", limited({ totalLimit: 1, perCustomerLimit: 1 }), of(2), null],
    [
      "both limits reached, of which the customer's is told",
      limited({ totalLimit: 1, perCustomerLimit: 1 }),
      redeemed(1, 1),
      { code: "already_used" },
    ],
    [
      "a limit and a minimum, of which the minimum is told last",
      limited({ totalLimit: 1, minimum: { eur: 99_999 } }),
      redeemed(1, 0),
      { code: "limit_reached" },
    ],
  ])("within its bounds: %s", (_, rule, given, refusal) => {
    expect(whyNot(rule, given, NOW)).toEqual(refusal);
  });

  it.each<Row>([
    ["orders", past({ history: { orders: { atLeast: 1 } } }), guest, { code: "account_required" }],
    [
      "no order",
      past({ history: { orders: { atMost: 0 } } }),
      guest,
      { code: "account_required_first_order" },
    ],
    ["few orders", past({ history: { orders: { atMost: 1 } } }), guest, { code: "account_required" }],
    [
      "no order of a kind",
      past({ history: { bought: { products: ["mug"] } } }),
      guest,
      { code: "account_required" },
    ],
    ["a segment", past({ segments: ["named"] }), guest, { code: "account_required" }],
    ["who is not in one", past({ notSegments: ["named"] }), guest, { code: "account_required" }],
  ])("to no guest by the past: %s", (_, rule, given, refusal) => {
    expect(whyNot(rule, given, NOW)).toEqual(refusal);
  });

  it.each<Row>([
    ["in it", past({ segments: ["regulars"] }), of(2), null],
    ["in one of them", past({ segments: ["ended", "named"] }), of(0), null],
    [
      "in none of them",
      past({ segments: ["ended", "regulars"] }),
      of(1),
      { code: "not_in_segment", segments: [{ en: "our ended" }, { en: "our regulars" }] },
    ],
    ["in one that nobody knows", past({ segments: ["gone"] }), of(2), { code: "not_for_customer" }],
    [
      "in one that can't be told",
      past({ segments: ["rich"] }),
      of(2),
      { code: "not_in_segment", segments: [{ en: "our rich" }] },
    ],
    ["not in it", past({ notSegments: ["regulars", "ended"] }), of(1), null],
    [
      "in one it is not for",
      past({ notSegments: ["ended", "regulars"] }),
      of(2),
      { code: "not_for_customer" },
    ],
    ["in one it may not be for", past({ notSegments: ["rich"] }), of(2), { code: "not_for_customer" }],
    ["not in one that nobody knows", past({ notSegments: ["gone"] }), of(2), { code: "not_for_customer" }],
    [
      "in it, without the past that is asked for too",
      past({ segments: ["named"], history: { orders: { atLeast: 2, atMost: 2 } } }),
      of(1),
      { code: "too_few_orders", from: 3, missing: 1 },
    ],
    [
      "with a past that can't be told",
      past({ history: { bought: { products: ["mug"] } } }),
      of(1),
      { code: "not_bought_before", items: [{ type: "product", name: { en: "mug" } }] },
    ],
  ])("to an account by its past: %s", (_, rule, given, refusal) => {
    expect(whyNot(rule, given, NOW)).toEqual(refusal);
  });

  it("to one unpaid order at a time where an order ends it", () => {
    const first = past({ history: { orders: { atMost: 0 } } });
    const regulars = past({ segments: ["regulars"] });
    const underWay = (orders: number) =>
      of(orders, { customer: customer("ada", null, { orders, oneUnderWay: true }) });
    expect(whyNot(first, of(0), NOW)).toBeNull();
    expect(whyNot(first, underWay(0), NOW)).toEqual({ code: "already_used" });
    expect(whyNot(regulars, underWay(2), NOW)).toBeNull();
  });

  it("first of all by what can't be changed, and by the minimum last", () => {
    const obstacles: Partial<CommonConditions>[] = [
      { startsAt: TOMORROW },
      { endsAt: YESTERDAY },
      { customerIds: ["bob"] },
      { history: { orders: { atLeast: 9 } } },
      { countries: ["BE"] },
      { benefit: { type: "amount", amounts: {} } },
      { minimum: { eur: 99_999 } },
    ];
    const told = obstacles.map((_, solved) => {
      const rule = codeRule("X", Object.assign({}, ...obstacles.slice(solved)));
      return whyNot(rule, of(0), NOW)?.code;
    });
    expect(told).toEqual([
      "not_started",
      "expired",
      "not_for_customer",
      "too_few_orders",
      "not_for_region",
      "not_for_currency",
      "below_minimum",
    ]);
  });
});

describe("why a rule applies", () => {
  it.each<[DiscountRule, DiscountFacts, Reason[]]>([
    [codeRule("TEN"), guest, [{ code: "promotion_code", promotionCode: "TEN" }]],
    [loyaltyRule("gold", 5), of(0), [{ code: "loyalty", tier: "gold" }]],
    [thresholdRule("rule_x", { eur: 5000 }), guest, [{ code: "cart_threshold", minimum: 5000 }]],
    [thresholdRule("rule_x", { usd: 5000 }), guest, [{ code: "cart_threshold", minimum: 0 }]],
    [
      { ...codeRule("X"), kind: "limited_time", endsAt: TOMORROW },
      guest,
      [{ code: "limited_time", endsAt: TOMORROW.toISOString() }],
    ],
    [regionRule("rule_x", ["FR", "BE"]), guest, [{ code: "region", country: "FR" }]],
    [{ ...codeRule("X"), kind: "customer", customerIds: ["ada"] }, of(0), [{ code: "customer" }]],
    [past({ history: { orders: { atMost: 0 } } }), of(0), [{ code: "first_order" }]],
    [
      past({ segments: ["gone", "regulars", "named"] }),
      of(0),
      [{ code: "segment", name: { en: "our named" } }],
    ],
    [past({ segments: ["rich", "ended"] }), of(2), []],
    [
      codeRule("TEN", { segments: ["regulars"], history: { orders: { atLeast: 1, atMost: 4 } } }),
      of(2),
      [
        { code: "promotion_code", promotionCode: "TEN" },
        { code: "segment", name: { en: "our regulars" } },
        { code: "from_order", from: 2 },
        { code: "first_orders", first: 5 },
      ],
    ],
    // Each order for itself: the number is said once.
    [past({ history: { orders: { atLeast: 2, atMost: 2 } } }), of(2), [{ code: "order_number", number: 3 }]],
    [past({ segments: ["named"], history: { orders: { atLeast: 1 } } }), guest, []],
  ])("%j", (rule, given, reasons) => {
    expect(reasonsFor(rule, given, NOW)).toEqual(reasons);
  });
});
