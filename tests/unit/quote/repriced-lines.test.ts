import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/money";
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
        for (const line of quote.lines) {
          const pieces = repriced.filter((entry) => entry.line.sku === line.sku);
          expect(pieces.reduce((count, entry) => count + entry.quantity, 0)).toBe(line.quantity);
          expect(pieces.length).toBeLessThanOrEqual(2);
        }
        expect(repriced.every((line) => line.unitAmount >= 0)).toBe(true);
      }),
    );
  });

  it("cost nothing when everything is taken off", () => {
    const quote = aQuote({ discounts: discountedBy(1_000_000) });
    expect(repricedLines(quote).map((line) => line.unitAmount)).toEqual([0, 0]);
  });

  it("split pieces that don't divide evenly into two prices that differ by one", () => {
    const quote = aQuote({ lines: [quoteLine(1, 1000, 3)], discounts: discountedBy(100) });
    expect(repricedLines(quote)).toMatchObject([
      { unitAmount: 967, quantity: 2 },
      { unitAmount: 966, quantity: 1 },
    ]);
  });

  it("keep the third decimal of a dinar at 0", () => {
    const lines = [quoteLine(1, 1000, 3), quoteLine(2, 770, 1)];
    const quote = aQuote({ currency: currency("kwd"), lines, discounts: discountedBy(110) });
    expect(repricedLines(quote).every((line) => line.unitAmount % 10 === 0)).toBe(true);
  });
});
