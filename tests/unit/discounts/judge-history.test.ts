import { describe, expect, it } from "vitest";
import { allOf, anyOf, DAY_MS, judgeHistory, notTrue, type Truth } from "@/lib/discounts/history";
import type { DiscountRefusal } from "@/lib/model/discount";
import type { HistoryConditions, HistoryReason, PurchaseHistory } from "@/lib/model/purchase-history";
import { NOW } from "@/tests/support/discounts";
import { bought, history } from "@/tests/support/history";

type Expected = [Truth, DiscountRefusal, HistoryReason | null][];

const judge = (conditions: HistoryConditions, past: Partial<PurchaseHistory>): Expected =>
  judgeHistory(conditions, history(past), "eur", NOW).map(({ holds, refusal, reason }) => [
    holds,
    refusal,
    reason,
  ]);

describe("how many orders there were", () => {
  it.each<[HistoryConditions["orders"], number, Expected]>([
    [
      { atLeast: 2 },
      1,
      [[false, { code: "too_few_orders", from: 3, missing: 1 }, { code: "from_order", from: 3 }]],
    ],
    [
      { atLeast: 2 },
      2,
      [[true, { code: "too_few_orders", from: 3, missing: 0 }, { code: "from_order", from: 3 }]],
    ],
    [{ atMost: 0 }, 0, [[true, { code: "not_first_order" }, { code: "first_order" }]]],
    [{ atMost: 0 }, 1, [[false, { code: "not_first_order" }, { code: "first_order" }]]],
    [{ atMost: 2 }, 2, [[true, { code: "too_many_orders", first: 3 }, { code: "first_orders", first: 3 }]]],
    [{ atMost: 2 }, 3, [[false, { code: "too_many_orders", first: 3 }, { code: "first_orders", first: 3 }]]],
    // One order alone is told once, by its number.
    [
      { atLeast: 2, atMost: 2 },
      2,
      [
        [true, { code: "too_few_orders", from: 3, missing: 0 }, null],
        [true, { code: "too_many_orders", first: 3 }, { code: "order_number", number: 3 }],
      ],
    ],
    [
      { atLeast: 1, atMost: 3 },
      4,
      [
        [true, { code: "too_few_orders", from: 2, missing: -3 }, { code: "from_order", from: 2 }],
        [false, { code: "too_many_orders", first: 4 }, { code: "first_orders", first: 4 }],
      ],
    ],
    [{}, 4, []],
  ])("%j, of somebody with %d", (orders, made, expected) => {
    expect(judge({ orders }, { orders: made })).toEqual(expected);
  });
});

describe("what was spent", () => {
  const spent = new Map([
    [30, 500],
    [null, 9000],
  ]);
  const tooLittle = (atLeast: number, missing: number, days: number | null): DiscountRefusal => ({
    code: "spent_too_little",
    atLeast,
    missing,
    days,
  });

  it.each<[HistoryConditions["spent"] & object, Expected[number]]>([
    [
      { atLeast: { eur: 501 }, days: 30 },
      [false, tooLittle(501, 1, 30), { code: "spent", atLeast: 501, days: 30 }],
    ],
    [
      { atLeast: { eur: 500 }, days: 30 },
      [true, tooLittle(500, 0, 30), { code: "spent", atLeast: 500, days: 30 }],
    ],
    [
      { atLeast: { eur: 8000 } },
      [true, tooLittle(8000, 0, null), { code: "spent", atLeast: 8000, days: null }],
    ],
    // Nobody has looked so far back.
    [
      { atLeast: { eur: 500 }, days: 60 },
      [null, tooLittle(500, 500, 60), { code: "spent", atLeast: 500, days: 60 }],
    ],
    [{ atLeast: { usd: 1 } }, [null, { code: "not_for_currency" }, null]],
  ])("%j", (condition, expected) => {
    expect(judge({ spent: condition }, { spent })).toEqual([expected]);
  });
});

describe("when the last order was", () => {
  const ago = (ms: number) => ({ lastPaidAt: new Date(NOW.getTime() - ms) });
  const tooRecent = (holds: boolean): Expected[number] => [
    holds,
    { code: "ordered_too_recently", days: 40 },
    { code: "last_order_past", days: 40 },
  ];
  const tooLong = (holds: boolean): Expected[number] => [
    holds,
    { code: "ordered_too_long_ago", days: 40 },
    { code: "last_order_within", days: 40 },
  ];

  it("is long enough ago, or not yet", () => {
    expect(judge({ lastOrder: { atLeastDays: 40 } }, ago(40 * DAY_MS))).toEqual([tooRecent(true)]);
    expect(judge({ lastOrder: { atLeastDays: 40 } }, ago(40 * DAY_MS - 1))).toEqual([tooRecent(false)]);
    expect(judge({ lastOrder: { atLeastDays: 40 } }, { lastPaidAt: null })).toEqual([tooRecent(false)]);
    expect(judge({ lastOrder: { atLeastDays: 0 } }, { lastPaidAt: null }).map(([holds]) => holds)).toEqual([
      false,
    ]);
  });

  it("is near enough, or not any more", () => {
    expect(judge({ lastOrder: { atMostDays: 40 } }, ago(40 * DAY_MS))).toEqual([tooLong(true)]);
    expect(judge({ lastOrder: { atMostDays: 40 } }, ago(40 * DAY_MS + 1))).toEqual([tooLong(false)]);
    expect(judge({ lastOrder: { atMostDays: 40 } }, { lastPaidAt: null })).toEqual([tooLong(false)]);
  });

  it("is both, with both to tell", () => {
    const both = { atLeastDays: 40, atMostDays: 40 };
    expect(judge({ lastOrder: both }, ago(40 * DAY_MS))).toEqual([tooRecent(true), tooLong(true)]);
    expect(judge({ lastOrder: {} }, ago(0))).toEqual([]);
  });
});

describe("what was bought", () => {
  const past = {
    products: new Map([
      ["mug", bought("Mug", "Tasse")],
      ["bowl", bought("Bowl", "Bol", false)],
    ]),
    categories: new Map([
      ["ceramics", bought("Ceramics", "Céramique")],
      ["light", bought("Light", "Lumière", false)],
    ]),
  };
  const item = (type: "product" | "category", en: string, fr?: string) => ({
    type,
    name: fr ? { en, fr } : { en },
  });

  it.each<[HistoryConditions["bought"], Truth, ReturnType<typeof item>[], ReturnType<typeof item> | null]>([
    [{ products: ["mug"] }, true, [item("product", "Mug", "Tasse")], item("product", "Mug", "Tasse")],
    [{ products: ["bowl"] }, false, [item("product", "Bowl", "Bol")], null],
    [{ categories: ["light"] }, false, [item("category", "Light", "Lumière")], null],
    [
      { products: ["bowl"], categories: ["light", "ceramics"] },
      true,
      [
        item("product", "Bowl", "Bol"),
        item("category", "Light", "Lumière"),
        item("category", "Ceramics", "Céramique"),
      ],
      item("category", "Ceramics", "Céramique"),
    ],
    // It does not exist any more, and has its slug for a name.
    [{ products: ["gone"] }, null, [item("product", "gone")], null],
    [{ categories: ["gone"] }, null, [item("category", "gone")], null],
  ])("%j", (condition, holds, items, found) => {
    expect(judge({ bought: condition }, past)).toEqual([
      [holds, { code: "not_bought_before", items }, found && { code: "bought", item: found }],
    ]);
  });

  it("is told after the other conditions, each by itself", () => {
    const conditions = {
      bought: { products: ["mug"] },
      lastOrder: { atMostDays: 1 },
      spent: { atLeast: { eur: 1 } },
      orders: { atLeast: 1 },
    };
    expect(judge(conditions, { ...past, orders: 1 }).map(([, { code }]) => code)).toEqual([
      "too_few_orders",
      "spent_too_little",
      "ordered_too_long_ago",
      "not_bought_before",
    ]);
    expect(judge({}, past)).toEqual([]);
  });
});

describe("what can't be told", () => {
  const truths: readonly Truth[] = [true, false, null];

  it("stays untold, unless the rest decides", () => {
    const table = (of: (pair: Truth[]) => Truth) =>
      truths.map((left) => truths.map((right) => of([left, right])));
    expect(table(allOf)).toEqual([
      [true, false, null],
      [false, false, false],
      [null, false, null],
    ]);
    expect(table(anyOf)).toEqual([
      [true, true, true],
      [true, false, null],
      [true, null, null],
    ]);
    expect(truths.map(notTrue)).toEqual([false, true, null]);
    expect([allOf([]), anyOf([])]).toEqual([true, false]);
  });
});
