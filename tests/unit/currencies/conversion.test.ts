import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency, isChargeable } from "@/lib/base/money";
import {
  amountsBetween,
  type Conversion,
  convert,
  convertBack,
  convertLimit,
} from "@/lib/currencies/conversion";
import type { Rounding } from "@/lib/model/shop-currencies";

const to = (code: string, rate: number, rounding: Rounding = "exact"): Conversion => ({
  from: currency("eur"),
  to: currency(code),
  rate,
  rounding,
});

const anyConversion: fc.Arbitrary<Conversion> = fc
  .tuple(
    fc.constantFrom("eur", "jpy", "kwd", "isk"),
    fc.constantFrom("usd", "jpy", "kwd", "isk", "tnd", "huf"),
    fc.double({ min: 0.001, max: 5000, noNaN: true }),
    fc.constantFrom<Rounding>("exact", "whole", "fives", ".99"),
  )
  .map(([from, code, rate, rounding]) => ({ ...to(code, rate, rounding), from: currency(from) }));
const anyAmount = fc.oneof(fc.nat({ max: 3000 }), fc.nat({ max: 99_999_999 }));

describe("a price that is converted", () => {
  it.each([
    [2400, to("usd", 1.1), 2640],
    [2400, to("usd", 1.1, ".99"), 2599],
    [2450, to("usd", 1.1, ".99"), 2699],
    [10, to("usd", 1.1, ".99"), 99],
    [2400, to("usd", 1.1, "whole"), 2600],
    [2400, to("chf", 1, "fives"), 2500],
    [120, to("chf", 1, "fives"), 500],
    [2400, to("jpy", 160), 3840],
    [2400, to("jpy", 160, ".99"), 3799],
    [2400, to("kwd", 0.35), 8400],
    [2401, to("kwd", 0.35), 8400],
    [2400, to("kwd", 0.35, ".99"), 7990],
    [2400, to("isk", 150.4), 361_000],
    [0, to("usd", 1.1, "fives"), 0],
  ])("%s cents of a euro: %o", (amount, conversion, price) => {
    expect(convert(amount, conversion)).toBe(price);
  });

  it("can be charged, is never nothing for something, and is never lower for a higher amount", () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, anyConversion, (one, other, conversion) => {
        const price = convert(one, conversion);
        expect(isChargeable(price, conversion.to) || price === 2_147_483_647).toBe(true);
        expect(price > 0).toBe(one > 0);
        if (one <= other) expect(price).toBeLessThanOrEqual(convert(other, conversion));
      }),
    );
  });

  it("is a whole number where it is a limit, as 'free from 55'", () => {
    expect(convertLimit(5000, to("usd", 1.1, ".99"))).toBe(5500);
    expect(convertLimit(5049, to("usd", 1.1))).toBe(5554);
  });
});

it("goes back by the same rate", () => {
  expect(convertBack(1100, to("usd", 1.1))).toBe(1000);
  expect(convertBack(1600, to("jpy", 160))).toBe(1000);
  expect(convertBack(3500, to("kwd", 0.35))).toBe(1000);
});

describe("the amounts whose price is in a range", () => {
  it("are exactly those", () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, anyAmount, anyConversion, (amount, one, other, conversion) => {
        const range = { min: Math.min(one, other), max: Math.max(one, other) };
        const own = amountsBetween(range, conversion);
        const price = convert(amount, conversion);
        expect(own !== null && own.min <= amount && amount <= own.max).toBe(
          range.min <= price && price <= range.max,
        );
      }),
    );
  });
});
