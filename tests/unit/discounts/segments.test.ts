import { describe, expect, it } from "vitest";
import { isInSegment, partsOf, satisfies } from "@/lib/discounts/segments";
import type { SegmentDefinition } from "@/lib/model/purchase-history";
import { NOW } from "@/tests/support/discounts";
import { history } from "@/tests/support/history";

/** With two orders. */
const ada = { customer: { id: "ada", history: history({ orders: 2 }) }, currency: "eur", now: NOW };

const yes: SegmentDefinition = { orders: { atLeast: 2 } };
const no: SegmentDefinition = { orders: { atLeast: 3 } };
const untold: SegmentDefinition = { spent: { atLeast: { usd: 1 } } };

describe("who is in a segment", () => {
  it.each<[SegmentDefinition, boolean | null]>([
    [{}, true],
    [yes, true],
    [no, false],
    [untold, null],
    [{ accounts: ["bob", "ada"] }, true],
    [{ accounts: ["bob"] }, false],
    [{ accounts: ["ada"], ...no }, false],
    [{ all: [yes, { accounts: ["ada"] }] }, true],
    [{ all: [yes, no] }, false],
    [{ all: [yes, untold] }, null],
    [{ all: [yes], any: [no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ any: [no, untold] }, null],
    [{ not: no }, true],
    [{ not: yes }, false],
    [{ not: untold }, null],
    [{ ...yes, not: { any: [no, { accounts: ["bob"] }] } }, true],
  ])("%j: %s", (definition, is) => {
    expect(satisfies(definition, ada)).toBe(is);
    expect(isInSegment({ id: "seg", name: { en: "them" }, definition }, ada)).toBe(is);
  });

  it("is nobody once it has ended", () => {
    expect(isInSegment({ id: "seg", name: { en: "them" }, definition: null }, ada)).toBe(false);
  });
});

describe("the parts of a definition", () => {
  it("are itself and all that stands in it, however deep", () => {
    const any: SegmentDefinition = { any: [no] };
    const whole: SegmentDefinition = { ...yes, all: [any], any: [untold], not: { not: yes } };
    expect(partsOf(whole)).toEqual([whole, any, no, untold, { not: yes }, yes]);
    expect(partsOf(yes)).toEqual([yes]);
  });
});
