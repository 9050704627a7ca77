import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { repricedLines } from "@/lib/quote/repriced-lines";
import { aQuote, quoteLine } from "@/tests/support/quotes";

const carts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 12 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((lines) => lines.map(([unitAmount, quantity], index) => quoteLine(index, unitAmount, quantity)));

const discountedBy = (amount: number) => [{ name: "Off", reason: "", amount }];

describe("lines with the discount already taken off", () => {
  it("sum to what is left, to the cent, and keep every piece", () => {
    fc.assert(
      fc.property(carts, fc.integer({ min: 0, max: 2_000_000 }), (lines, amount) => {
        const quote = aQuote({ lines, discounts: discountedBy(amount) });
        const repriced = repricedLines(quote);
        const sum = repriced.reduce((total, line) => total + line.unitAmount * line.quantity, 0);
        expect(sum).toBe(quote.subtotal - quote.discountTotal);
        expect(repriced.map(({ line, pieces }) => [line.sku, pieces])).toEqual(
          quote.lines.map((line) => [line.sku, line.quantity]),
        );
        expect(repriced.every(({ pieces, quantity }) => quantity === pieces || quantity === 1)).toBe(true);
        expect(repriced.every((line) => line.unitAmount >= 0)).toBe(true);
      }),
    );
  });

  it("cost nothing when everything is taken off", () => {
    const quote = aQuote({ discounts: discountedBy(1_000_000) });
    expect(repricedLines(quote).map((line) => line.unitAmount)).toEqual([0, 0]);
  });

  it("share a line's total among its pieces, or sell them as one where it can't be shared evenly", () => {
    const lines = [quoteLine(1, 1000, 3), quoteLine(2, 1000, 2)];
    const even = aQuote({ lines, discounts: discountedBy(500) });
    expect(repricedLines(even)).toMatchObject([
      { unitAmount: 900, quantity: 3, pieces: 3 },
      { unitAmount: 900, quantity: 2, pieces: 2 },
    ]);
    const odd = aQuote({ lines, discounts: discountedBy(100) });
    expect(repricedLines(odd)).toMatchObject([
      { unitAmount: 980, quantity: 3, pieces: 3 },
      { unitAmount: 980, quantity: 2, pieces: 2 },
    ]);
    const uneven = aQuote({ lines: [quoteLine(1, 1000, 3)], discounts: discountedBy(100) });
    expect(repricedLines(uneven)).toMatchObject([{ unitAmount: 2900, quantity: 1, pieces: 3 }]);
  });

  it("keep the third decimal of a dinar at 0", () => {
    const lines = [quoteLine(1, 1000, 3), quoteLine(2, 770, 1)];
    const quote = aQuote({ currency: currency("kwd"), lines, discounts: discountedBy(110) });
    expect(repricedLines(quote)).toMatchObject([
      // 2910 fils, of which three pieces would be 970 each.
      { unitAmount: 970, quantity: 3, pieces: 3 },
      { unitAmount: 750, quantity: 1, pieces: 1 },
    ]);
  });

  it("are sold as one where an even share is no amount that Stripe charges", () => {
    const lines = [quoteLine(1, 1010, 2)];
    const quote = aQuote({ currency: currency("kwd"), lines, discounts: discountedBy(10) });
    expect(repricedLines(quote)).toMatchObject([{ unitAmount: 2010, quantity: 1, pieces: 2 }]);
  });
});
