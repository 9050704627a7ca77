import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { type CartChoices, type MergeLine, mergeChoices, mergeLines } from "@/lib/cart/merge";
import { MAX_LINE_QUANTITY, MAX_LINES } from "@/lib/cart/quantity";

const line = (id: string, quantity: number, seenUnitAmount = 2000): MergeLine => ({
  variantId: id as VariantId,
  quantity,
  seenUnitAmount,
  seenCurrency: null,
});
const stock = (entries: Record<string, number>) =>
  new Map(Object.entries(entries).map(([id, pieces]) => [id as VariantId, pieces]));

describe("two carts in one", () => {
  it("hold what was in either, and the sum of what was in both", () => {
    const merged = mergeLines(
      [line("a", 1), line("b", 2)],
      [line("b", 3), line("c", 1)],
      stock({ b: 9, c: 9 }),
    );
    expect(merged).toEqual([line("a", 1), line("b", 5), line("c", 1)]);
  });

  it("hold no more than a line may and no more than there is, yet never less than either did", () => {
    expect(mergeLines([line("a", 15)], [line("a", 15)], stock({ a: 99 }))).toEqual([
      line("a", MAX_LINE_QUANTITY),
    ]);
    expect(mergeLines([line("a", 2)], [line("a", 2)], stock({ a: 3 }))).toEqual([line("a", 3)]);
    expect(mergeLines([line("a", 2)], [line("a", 5)], stock({ a: 0 }))).toEqual([line("a", 5)]);
    expect(mergeLines([], [line("a", 2)], stock({ a: 0 }))).toEqual([line("a", 2)]);
  });

  it("remember the price that was seen last, the guest's", () => {
    expect(mergeLines([line("a", 1, 1500)], [line("a", 1, 2000)], stock({ a: 9 }))).toEqual([
      line("a", 2, 2000),
    ]);
  });

  it("never have too many lines, and lose none of the account's", () => {
    const lines = (min: number, max: number) =>
      fc.uniqueArray(
        fc.record({ id: fc.integer({ min: 0, max: 90 }), quantity: fc.integer({ min: 1, max: 20 }) }),
        {
          selector: ({ id }) => id,
          minLength: min,
          maxLength: max,
        },
      );
    fc.assert(
      fc.property(lines(0, MAX_LINES), lines(0, MAX_LINES), fc.nat({ max: 40 }), (own, guests, pieces) => {
        const of = (rows: typeof own) => rows.map(({ id, quantity }) => line(`v${id}`, quantity));
        const available = new Map(of(guests).map(({ variantId }) => [variantId, pieces]));
        const merged = mergeLines(of(own), of(guests), available);
        expect(merged.length).toBeLessThanOrEqual(MAX_LINES);
        for (const { variantId, quantity } of of(own)) {
          const kept = merged.find((one) => one.variantId === variantId);
          expect(kept?.quantity).toBeGreaterThanOrEqual(quantity);
          expect(kept?.quantity).toBeLessThanOrEqual(MAX_LINE_QUANTITY);
        }
      }),
    );
  });
});

describe("what was asked of two carts", () => {
  const wish = (changes: Partial<CartChoices>): CartChoices => ({
    country: "FR",
    countryChosenAt: null,
    currency: null,
    promotionCodes: [],
    loyaltyAsked: false,
    ...changes,
  });
  const earlier = new Date("2026-11-26T10:00:00Z");
  const later = new Date("2026-11-26T11:00:00Z");
  const belgium = (countryChosenAt: Date | null) => wish({ country: "BE", countryChosenAt });
  const germany = (countryChosenAt: Date | null) => wish({ country: "DE", countryChosenAt });

  it.each([
    ["the account's where neither was chosen", belgium(null), germany(null), "BE"],
    ["the account's where only that was chosen", belgium(earlier), germany(null), "BE"],
    ["the guest's where only that was chosen", belgium(null), germany(earlier), "DE"],
    ["the guest's where that was chosen last", belgium(earlier), germany(later), "DE"],
    ["the account's where that was chosen last, on another device", belgium(later), germany(earlier), "BE"],
  ])("goes to the country that was chosen last: %s", (_, own, guests, country) => {
    const merged = mergeChoices(own, guests);
    expect(merged.country).toBe(country);
    expect(merged.countryChosenAt).toBe(country === "BE" ? own.countryChosenAt : guests.countryChosenAt);
  });

  it.each([
    [[], [], []],
    [["OLD"], [], ["OLD"]],
    [[], ["NEW"], ["NEW"]],
    [["OLD"], ["NEW"], ["OLD", "NEW"]],
    [["SAME", "OLD"], ["same "], ["OLD", "same"]],
  ])("keeps the codes of both, each once: %j and %j", (own, guests, codes) => {
    const merged = mergeChoices(wish({ promotionCodes: own }), wish({ promotionCodes: guests }));
    expect(merged.promotionCodes).toEqual(codes);
  });

  it("keeps the newest codes where there are too many", () => {
    const codes = (from: number) => Array.from({ length: 8 }, (_, index) => `CODE${from + index}`);
    const merged = mergeChoices(wish({ promotionCodes: codes(0) }), wish({ promotionCodes: codes(8) }));
    expect(merged.promotionCodes).toEqual([...codes(0), ...codes(8)].slice(-10));
  });

  it.each([
    [false, false, false],
    [true, false, true],
    [false, true, true],
    [true, true, true],
  ])("asks for the loyalty discount where either did: %s and %s", (own, guests, asked) => {
    const merged = mergeChoices(wish({ loyaltyAsked: own }), wish({ loyaltyAsked: guests }));
    expect(merged.loyaltyAsked).toBe(asked);
  });
});
