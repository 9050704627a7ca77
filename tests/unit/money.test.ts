import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, currency, exponent, formatMoney, percentOf, toMajorString, toMinor } from "@/lib/money";

const weights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 50 });
const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const sum = (parts: number[]) => parts.reduce((acc, part) => acc + part, 0);

describe("allocate", () => {
  it("never loses or makes a unit", () => {
    fc.assert(fc.property(amount, weights, (total, shares) => sum(allocate(total, shares)) === total));
  });

  it("gives each its exact share, give or take one unit", () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const whole = sum(shares);
        fc.pre(whole > 0);
        return allocate(total, shares).every(
          (part, index) => Math.abs(part - (total * (shares[index] ?? 0)) / whole) < 1 + 1e-6,
        );
      }),
    );
  });

  it("gives nothing to a weight of zero beside others", () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        fc.pre(sum(shares) > 0);
        return allocate(total, shares).every((part, index) => shares[index] !== 0 || part === 0);
      }),
    );
  });

  it("mirrors a negative total", () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const there = allocate(total, shares);
        expect(allocate(-total, shares)).toEqual(there.map((part) => (part === 0 ? part : -part)));
      }),
    );
  });

  it("hands the odd cents to the largest remainders, the first of equals first", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [0, 0, 0])).toEqual([4, 3, 3]);
    expect(allocate(5, [2, 3, 5])).toEqual([1, 2, 2]);
  });

  it("refuses what is not money", () => {
    expect(() => allocate(1.5, [1])).toThrow(RangeError);
    expect(() => allocate(1, [])).toThrow(RangeError);
    expect(() => allocate(1, [-1])).toThrow(RangeError);
  });
});

describe("a currency", () => {
  it("has its own number of decimals", () => {
    expect([..."eur jpy kwd".split(" ")].map((code) => exponent(currency(code)))).toEqual([2, 0, 3]);
  });

  it("turns major units into minor ones and back", () => {
    expect(toMinor(12.5, currency("EUR"))).toBe(1250);
    expect(toMinor(1250, currency("jpy"))).toBe(1250);
    expect(toMinor(1.25, currency("kwd"))).toBe(1250);
    expect(toMajorString(1250, currency("kwd"))).toBe("1.250");
  });

  it("is written as the reader's language writes it", () => {
    expect(formatMoney(125050, currency("eur"), "en")).toBe("€1,250.50");
    expect(formatMoney(125050, currency("eur"), "fr")).toMatch(/^1\s250,50\s€$/u);
    expect(formatMoney(1250, currency("jpy"), "en")).toBe("¥1,250");
    expect(formatMoney(1250, currency("kwd"), "en")).toMatch(/1\.250/);
  });

  it("is three letters", () => {
    expect(() => currency("euro")).toThrow(RangeError);
  });
});

describe("percentOf", () => {
  it("rounds half up and takes two decimals of a percent", () => {
    expect(percentOf(1005, 10)).toBe(101);
    expect(percentOf(1000, 12.5)).toBe(125);
    expect(percentOf(0, 100)).toBe(0);
  });
});
