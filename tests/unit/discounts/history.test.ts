import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { whyNot } from "@/lib/discounts/eligibility";
import { DAY_MS } from "@/lib/discounts/history";
import { historyNeeds } from "@/lib/discounts/history-needs";
import { endsWithNextOrder } from "@/lib/discounts/next-order";
import { quoteDiscounts } from "@/lib/discounts/quote-discounts";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { satisfies } from "@/lib/discounts/segments";
import type { DiscountFacts, DiscountRule } from "@/lib/model/discount";
import type { HistoryConditions, PurchaseHistory, SegmentDefinition } from "@/lib/model/purchase-history";
import { anyFacts, anyRules, codeRule, customer, facts, historyRule, NOW } from "@/tests/support/discounts";
import { anyDefinition, anyHistory, bought, history } from "@/tests/support/history";

const RUNS = { numRuns: 500 };
const eur = currency("eur");
const applied = (given: DiscountFacts, rules: readonly DiscountRule[], now = NOW) =>
  recomputeDiscounts(given, rules, now).applied.map(({ ruleId }) => ruleId);
const looksBack = ({ history: past, segments, notSegments }: DiscountRule) =>
  (past ?? segments ?? notSegments) !== undefined;

/** Somebody who bought at least as much of everything, and as lately. */
const moreThan = (past: PurchaseHistory): fc.Arbitrary<PurchaseHistory> =>
  anyHistory(NOW).map((other) => ({
    orders: past.orders + other.orders,
    lastPaidAt: new Date(Math.max(past.lastPaidAt?.getTime() ?? 0, other.lastPaidAt?.getTime() ?? 0)),
    spent: new Map([...past.spent].map(([days, sum]) => [days, sum + (other.spent.get(days) ?? 0)])),
    products: union(past.products, other.products),
    categories: union(past.categories, other.categories),
    oneUnderWay: past.oneUnderWay,
  }));

const union = (one: PurchaseHistory["products"], other: PurchaseHistory["products"]) =>
  new Map(
    [...one, ...other].map(([slug, { name }]) => [
      slug,
      { name, bought: one.get(slug)?.bought || other.get(slug)?.bought || false },
    ]),
  );

describe("a rule about the past, whatever it is,", () => {
  it("is not a guest's", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const ids = applied({ ...given, customer: null }, rules);
        expect(rules.filter((rule) => ids.includes(rule.id) && looksBack(rule))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("does not apply while a segment that it names is not known", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const ids = applied({ ...given, segments: new Map() }, rules);
        const kept = rules.filter(({ id }) => ids.includes(id));
        expect(kept.flatMap(({ segments = [], notSegments = [] }) => [...segments, ...notSegments])).toEqual(
          [],
        );
      }),
      RUNS,
    );
  });

  it("depends on no more of the past than is read for it", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        if (!given.customer) return;
        const { orders, lastPaidAt, ...past } = given.customer.history;
        const needs = historyNeeds(rules, given.segments);
        const known = {
          ...history(needs.orders ? { orders, lastPaidAt } : {}),
          spent: new Map([...past.spent].filter(([days]) => needs.windows.includes(days))),
          products: new Map([...past.products].filter(([slug]) => needs.products.includes(slug))),
          categories: new Map([...past.categories].filter(([slug]) => needs.categories.includes(slug))),
          oneUnderWay: needs.underWay && past.oneUnderWay,
        };
        expect(
          recomputeDiscounts({ ...given, customer: { ...given.customer, history: known } }, rules, NOW),
        ).toEqual(recomputeDiscounts(given, rules, NOW));
      }),
      RUNS,
    );
  });

  it("is lost by buying more only if it is one that an order can end", () => {
    const both = anyFacts.chain((given) =>
      fc.tuple(fc.constant(given), moreThan(given.customer?.history ?? history())),
    );
    fc.assert(
      fc.property(both, anyRules, ([given, more], rules) => {
        if (!given.customer) return;
        const later = { ...given, customer: { ...given.customer, history: more } };
        for (const rule of rules.filter((one) => !endsWithNextOrder(one, given.segments))) {
          if (whyNot(rule, given, NOW) === null) expect(whyNot(rule, later, NOW)).toBeNull();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("that an order can end is given to one unpaid order at a time", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        if (!given.customer) return;
        const taken = { ...given.customer, history: { ...given.customer.history, oneUnderWay: true } };
        const ids = applied({ ...given, customer: taken }, rules);
        const kept = rules.filter(({ id }) => ids.includes(id));
        expect(kept.filter((rule) => endsWithNextOrder(rule, given.segments))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("has its reasons told in both languages, each blank filled in", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const result = recomputeDiscounts(given, rules, NOW);
        for (const locale of ["en", "fr"] as const) {
          const { discounts, refusedDiscounts } = quoteDiscounts(result, locale, given.currency);
          for (const { reason } of [...discounts, ...refusedDiscounts]) {
            expect(reason).not.toBe("");
            expect(reason).not.toMatch(/[{}]|undefined|NaN|refusals\.|reasons\./);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a condition about the past", () => {
  const shelf = new Map([
    ["ceramics", bought("Ceramics", "Céramique")],
    ["light", bought("Light", "Lumière", false)],
  ]);
  const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
  const ada = customer("ada", null, {
    orders: 2,
    lastPaidAt: daysAgo(40),
    spent: new Map([
      [30, 0],
      [365, 16_200],
      [null, 50_000],
    ]),
    categories: shelf,
    products: new Map([["ida-mug", bought("Ida mug", "Tasse Ida")]]),
  });

  it.each<[string, HistoryConditions, string | null]>([
    ["the third order on", { orders: { atLeast: 2 } }, null],
    ["the fourth order on", { orders: { atLeast: 3 } }, "too_few_orders"],
    ["the first order", { orders: { atMost: 0 } }, "not_first_order"],
    ["the first three orders", { orders: { atMost: 2 } }, null],
    ["the first two orders", { orders: { atMost: 1 } }, "too_many_orders"],
    ["200.00 in a year", { spent: { atLeast: { eur: 20_000 }, days: 365 } }, "spent_too_little"],
    ["162.00 in a year", { spent: { atLeast: { eur: 16_200 }, days: 365 } }, null],
    ["200.00 ever", { spent: { atLeast: { eur: 20_000 } } }, null],
    ["something in a month", { spent: { atLeast: { eur: 1 }, days: 30 } }, "spent_too_little"],
    ["dollars", { spent: { atLeast: { usd: 1 } } }, "not_for_currency"],
    ["a pause of 40 days", { lastOrder: { atLeastDays: 40 } }, null],
    ["a pause of 41 days", { lastOrder: { atLeastDays: 41 } }, "ordered_too_recently"],
    ["an order in 40 days", { lastOrder: { atMostDays: 40 } }, null],
    ["an order in 39 days", { lastOrder: { atMostDays: 39 } }, "ordered_too_long_ago"],
    ["something from Ceramics", { bought: { categories: ["ceramics"] } }, null],
    ["something from Light", { bought: { categories: ["light"] } }, "not_bought_before"],
    ["one of two shelves", { bought: { categories: ["light", "ceramics"] } }, null],
    ["a product", { bought: { products: ["ida-mug"] } }, null],
    ["a product nobody knows", { bought: { products: ["gone"] } }, "not_bought_before"],
    [
      "two at once, one of them not met",
      { orders: { atLeast: 2 }, bought: { categories: ["light"] } },
      "not_bought_before",
    ],
  ])("%s", (_, conditions, refusal) => {
    const given = facts({ customer: ada });
    expect(whyNot(historyRule("rule_x", { history: conditions }), given, NOW)?.code ?? null).toBe(refusal);
  });

  it("comes true and ends as time passes, each at its instant", () => {
    const at = (days: number) => new Date(daysAgo(40).getTime() + days * DAY_MS);
    const holds = (lastOrder: HistoryConditions["lastOrder"], now: Date) =>
      applied(facts({ customer: ada }), [historyRule("rule_x", { history: { lastOrder } })], now).length ===
      1;
    const just = (now: Date) => new Date(now.getTime() - 1);
    const after = (now: Date) => new Date(now.getTime() + 1);
    expect([holds({ atLeastDays: 90 }, just(at(90))), holds({ atLeastDays: 90 }, at(90))]).toEqual([
      false,
      true,
    ]);
    expect([holds({ atMostDays: 90 }, at(90)), holds({ atMostDays: 90 }, after(at(90)))]).toEqual([
      true,
      false,
    ]);
  });

  it("does not hold of the last order where there is none", () => {
    const given = facts({ customer: customer("new") });
    const rules = [{ atLeastDays: 1 }, { atMostDays: 1 }].map((lastOrder, index) =>
      historyRule(`rule_${index}`, { history: { lastOrder } }),
    );
    expect(applied(given, rules)).toEqual([]);
  });

  it("is told with the code, by what the shopper did", () => {
    const rule = codeRule("CODE", {
      history: { orders: { atLeast: 2 }, bought: { categories: ["light", "ceramics"] } },
    });
    const result = recomputeDiscounts(facts({ customer: ada, codes: ["CODE"] }), [rule], NOW);
    const reasonIn = (locale: "en" | "fr") => quoteDiscounts(result, locale, eur).discounts[0]?.reason;
    expect(reasonIn("en")).toBe(
      "With code CODE · From your 3rd order on · Because you bought from Ceramics before",
    );
    expect(reasonIn("fr")).toBe(
      "Avec le code CODE · Dès votre 3e commande · Parce que vous avez déjà acheté dans la catégorie Céramique",
    );
  });

  it("that nobody asked for is told when this very order brings it, or an account, and not otherwise", () => {
    const rules = [
      historyRule("rule_next", { history: { orders: { atLeast: 3 } } }),
      historyRule("rule_far", { history: { orders: { atLeast: 4 } } }),
      historyRule("rule_first", { history: { orders: { atMost: 0 } } }),
      historyRule("rule_light", { history: { bought: { categories: ["light"] } } }),
    ];
    const told = (given: DiscountFacts) =>
      quoteDiscounts(recomputeDiscounts(given, rules, NOW), "en", eur).refusedDiscounts.map(
        ({ ruleId }) => ruleId,
      );
    expect(told(facts({ customer: ada }))).toEqual(["rule_next"]);
    expect(told(facts())).toEqual(["rule_first"]);
  });
});

describe("a segment", () => {
  const somebody = (past: PurchaseHistory, id = "ada") => ({
    customer: { id, history: past },
    currency: "eur",
    now: NOW,
  });
  const opposite = { true: false, false: true, null: null };

  it("of not, all and any obeys logic, and what can't be told stays untold", () => {
    fc.assert(
      fc.property(anyHistory(NOW), anyDefinition(), anyDefinition(), (past, one, other) => {
        const is = (definition: SegmentDefinition) => satisfies(definition, somebody(past));
        expect(is({ not: one })).toBe(opposite[`${is(one)}`]);
        expect(is({ all: [one] })).toBe(is(one));
        expect(is({ any: [one] })).toBe(is(one));
        expect(is({ not: { any: [one, other] } })).toBe(is({ all: [{ not: one }, { not: other }] }));
        expect(is({ all: [one, other] })).toBe(is({ all: [other, one] }));
      }),
      RUNS,
    );
  });

  it("has who is named, whatever they bought", () => {
    const vip = { accounts: ["ada"] };
    expect(satisfies(vip, somebody(history()))).toBe(true);
    expect(satisfies(vip, somebody(history(), "bob"))).toBe(false);
  });

  const segments = new Map([
    [
      "regulars",
      {
        id: "regulars",
        name: { en: "our regulars", fr: "nos habitués" },
        definition: { orders: { atLeast: 2 } },
      },
    ],
    ["ended", { id: "ended", name: { en: "them", fr: "eux" }, definition: null }],
  ]);
  const of = (orders: number) => facts({ segments, customer: customer("ada", null, { orders }) });

  it("lets its members in, and keeps them out of what is not for them", () => {
    const rules = [
      historyRule("rule_in", { segments: ["ended", "regulars"] }),
      historyRule("rule_out", { notSegments: ["regulars"], history: { orders: { atLeast: 1 } } }),
    ];
    expect(applied(of(2), rules)).toEqual(["rule_in"]);
    expect(applied(of(1), rules)).toEqual(["rule_out"]);
    expect(recomputeDiscounts(of(2), rules.slice(0, 1), NOW).applied[0]?.reasons).toEqual([
      { code: "segment", name: { en: "our regulars", fr: "nos habitués" } },
    ]);
  });

  it("that has ended has nobody in it, and keeps nobody out", () => {
    expect(applied(of(5), [historyRule("rule_in", { segments: ["ended"] })])).toEqual([]);
    expect(
      applied(
        of(5),
        [codeRule("CODE", { notSegments: ["ended"] })].map((rule) => rule),
      ),
    ).toEqual([]);
    expect(applied({ ...of(5), codes: ["CODE"] }, [codeRule("CODE", { notSegments: ["ended"] })])).toEqual([
      "rule_CODE",
    ]);
  });

  it("that is not in the currency keeps nobody in and nobody out", () => {
    const dollars = new Map([
      ["rich", { id: "rich", name: { en: "x", fr: "x" }, definition: { spent: { atLeast: { usd: 1 } } } }],
    ]);
    const given = {
      ...facts({ segments: dollars, customer: customer("ada", null, { orders: 1 }) }),
      codes: ["IN", "OUT"],
    };
    expect(
      applied(given, [codeRule("IN", { segments: ["rich"] }), codeRule("OUT", { notSegments: ["rich"] })]),
    ).toEqual([]);
  });
});
