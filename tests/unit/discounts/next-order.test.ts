import { describe, expect, it } from "vitest";
import { endsWithNextOrder } from "@/lib/discounts/next-order";
import type { DiscountRule } from "@/lib/model/discount";
import type { Segment, SegmentDefinition } from "@/lib/model/purchase-history";

describe("what the next order ends", () => {
  const known = new Map<string, Segment>(
    Object.entries<SegmentDefinition | null>({
      newcomers: { not: { orders: { atLeast: 1 } } },
      first: { orders: { atMost: 0 } },
      sleepers: { any: [{ accounts: ["ada"] }, { lastOrder: { atLeastDays: 90 } }] },
      named: { accounts: ["ada"] },
      lately: { lastOrder: { atMostDays: 30 } },
      regulars: { orders: { atLeast: 3 } },
      rich: { spent: { atLeast: { eur: 1 } } },
      buyers: { any: [{ bought: { categories: ["light"] } }] },
      ended: null,
    }).map(([id, definition]) => [id, { id, name: { en: id, fr: id }, definition }]),
  );

  it.each<[string, Pick<DiscountRule, "history" | "segments" | "notSegments">, boolean]>([
    ["a first order", { history: { orders: { atMost: 0 } } }, true],
    ["a pause", { history: { lastOrder: { atLeastDays: 90 } } }, true],
    ["newcomers", { segments: ["newcomers"] }, true],
    ["a segment of first orders", { segments: ["first"] }, true],
    ["who has paused, among others", { segments: ["named", "sleepers"] }, true],
    ["all but buyers", { notSegments: ["buyers"] }, true],
    ["all but regulars", { notSegments: ["regulars"] }, true],
    ["all but who spent much", { notSegments: ["rich"] }, true],
    ["all but who ordered lately", { notSegments: ["named", "lately"] }, true],
    ["the third order on", { history: { orders: { atLeast: 2 } } }, false],
    ["an order lately", { history: { lastOrder: { atMostDays: 30 } } }, false],
    ["what was spent", { history: { spent: { atLeast: { eur: 1 } } } }, false],
    ["named accounts", { segments: ["named"] }, false],
    ["regulars who spent much lately", { segments: ["regulars", "rich", "lately"] }, false],
    ["all but named accounts", { notSegments: ["named"] }, false],
    ["a segment that has ended", { segments: ["ended"], notSegments: ["ended"] }, false],
    ["a segment that is not known", { segments: ["gone"], notSegments: ["gone"] }, false],
    ["nothing of the past", {}, false],
  ])("%s: %j", (_, rule, ends) => {
    expect(endsWithNextOrder(rule, known)).toBe(ends);
  });
});
