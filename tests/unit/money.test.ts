import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  chargeStep,
  currency,
  exponent,
  formatMoney,
  isChargeable,
  percentOf,
  toChargeable,
  toMajorString,
  toMinor,
} from "@/lib/base/money";

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
    expect(allocate(2, [1, 2, 2, 2])).toEqual([0, 1, 1, 0]);
    expect(allocate(0, [1, 2])).toEqual([0, 0]);
  });

  it("refuses what is not money", () => {
    expect(() => allocate(1.5, [1])).toThrow("the total must be an integer of minor units");
    expect(() => allocate(1, [])).toThrow("there is nothing to allocate to");
    for (const weights of [[-1], [1, -1], [1, 0.5], [Number.NaN, 1]]) {
      expect(() => allocate(1, weights)).toThrow("weights must be non-negative integers");
    }
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
    for (const code of ["euro", "eu", "", "e1r", " eur"]) {
      expect(() => currency(code)).toThrow(`"${code}" is not an ISO 4217 currency code`);
    }
  });
});

/** Code, five units in minor units, the step of amounts, five units in English. Source: docs.stripe.com/currencies. */
const CURRENCIES: readonly (readonly [string, number, number, RegExp])[] = [
  ["eur", 500, 1, /5\.00/],
  ["usd", 500, 1, /5\.00/],
  // Zero-decimal.
  ...["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg"].map(
    (code) => [code, 5, 1, /\D5$/] as const,
  ),
  ...["rwf", "vnd", "vuv", "xaf", "xof", "xpf"].map((code) => [code, 5, 1, /\D5$/] as const),
  // Three decimals, the last of which is 0.
  ...["bhd", "jod", "kwd", "omr", "tnd"].map((code) => [code, 5000, 10, /5\.000/] as const),
  // Whole units only, counted with two decimals.
  ["isk", 500, 100, /\D5$/],
  ["ugx", 500, 100, /\D5$/],
  // Whole units in payouts alone.
  ["huf", 500, 1, /5\.00/],
  ["twd", 500, 1, /5\.00/],
];

describe("each currency with a rule of its own at Stripe", () => {
  it.each(CURRENCIES)("%s: 5 units are %i, charged in steps of %i", (code, five, step, shown) => {
    const its = currency(code);
    expect(toMinor(5, its)).toBe(five);
    expect(chargeStep(its)).toBe(step);
    expect(formatMoney(five, its, "en")).toMatch(shown);
    expect(Number(toMajorString(five, its))).toBe(5);
    expect([step, step + 1, step + step / 2, five].map((amount) => isChargeable(amount, its))).toEqual([
      true,
      step === 1,
      false,
      true,
    ]);
  });

  it("rounds any amount to the nearest that can be charged", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.nat({ max: 10_000_000 }), ([code], amount) => {
        const charged = toChargeable(amount, currency(code));
        expect(isChargeable(charged, currency(code))).toBe(true);
        expect(Math.abs(charged - amount) * 2).toBeLessThanOrEqual(chargeStep(currency(code)));
      }),
    );
  });
});

describe("percentOf", () => {
  it("rounds half up and takes two decimals of a percent", () => {
    expect(percentOf(1005, 10)).toBe(101);
    expect(percentOf(1000, 12.5)).toBe(125);
    expect(percentOf(0, 100)).toBe(0);
  });
});
