import { describe, expect, it } from "vitest";
import { historyNeeds, needsOf } from "@/lib/discounts/history-needs";
import type { Segment, SegmentDefinition } from "@/lib/model/purchase-history";
import { codeRule, historyRule } from "@/tests/support/discounts";

const nothing = { orders: false, windows: [], products: [], categories: [] };

const segments = (definitions: Record<string, SegmentDefinition | null>): Map<string, Segment> =>
  new Map(Object.entries(definitions).map(([id, definition]) => [id, { id, name: { en: id }, definition }]));

describe("what must be read of the past", () => {
  it("is nothing where nobody asks", () => {
    expect(needsOf([])).toEqual(nothing);
    expect(historyNeeds([codeRule("CODE")], segments({ ended: null }))).toEqual({
      ...nothing,
      underWay: false,
    });
  });

  it("is what conditions name, each once", () => {
    expect(needsOf([{ orders: {} }])).toEqual({ ...nothing, orders: true });
    expect(needsOf([{ lastOrder: {} }])).toEqual({ ...nothing, orders: true });
    expect(
      needsOf([
        { spent: { atLeast: { eur: 1 } } },
        { spent: { atLeast: { eur: 2 } } },
        { spent: { atLeast: { eur: 1 }, days: 30 } },
        { bought: { products: ["mug", "bowl"] } },
        { bought: { products: ["mug"], categories: ["light"] } },
      ]),
    ).toEqual({ orders: false, windows: [null, 30], products: ["mug", "bowl"], categories: ["light"] });
  });

  it("is what rules ask, and every part of the segments that they name", () => {
    const rules = [
      historyRule("rule_1", { history: { bought: { products: ["mug"] } } }),
      codeRule("CODE", { segments: ["rich"] }),
    ];
    const known = segments({
      rich: { any: [{ spent: { atLeast: { eur: 1 }, days: 7 } }, { accounts: ["ada"] }] },
    });
    expect(historyNeeds(rules, known)).toEqual({
      ...nothing,
      windows: [7],
      products: ["mug"],
      underWay: false,
    });
  });

  it("is whether an unpaid order is under way, for a rule that an order can end", () => {
    const first = historyRule("rule_1", { history: { orders: { atMost: 0 } } });
    expect(historyNeeds([codeRule("CODE"), first], new Map())).toEqual({
      ...nothing,
      orders: true,
      underWay: true,
    });
  });
});
