import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency, isChargeable } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";

describe("a price of the demonstration", () => {
  it.each([
    ["eur", 2450],
    ["usd", 2695],
    ["gbp", 2205],
    ["jpy", 3920],
    ["kwd", 8580],
    ["isk", 367_500],
    ["huf", 980_000],
    // Not listed.
    ["brl", 2450],
  ])("of 24.50 euros looks like a price in %s", (code, amount) => {
    expect(nominalAmount(24.5, currency(code))).toBe(amount);
  });

  it("is one that Stripe charges, in every currency", () => {
    const codes = fc.constantFrom("eur", "jpy", "kwd", "bhd", "isk", "ugx", "huf", "twd", "brl", "tnd");
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5000, noNaN: true }), codes, (euros, code) => {
        expect(isChargeable(nominalAmount(euros, currency(code)), currency(code))).toBe(true);
      }),
    );
  });
});
