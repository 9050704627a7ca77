import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeStep, currency, exponent, toMajorString } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";

describe("an amount that somebody types", () => {
  it.each([
    ["12", "eur", 1200],
    ["12.5", "eur", 1250],
    ["12,50", "eur", 1250],
    [" 0.01 ", "usd", 1],
    ["1250", "jpy", 1250],
    ["1.250", "kwd", 1250],
    ["0", "eur", 0],
  ])("%s %s is %d", (text, code, amount) => {
    expect(parseAmount(text, currency(code))).toBe(amount);
  });

  it.each([
    ["12.505", "eur"],
    ["1250.5", "jpy"],
    ["-5", "eur"],
    ["5 EUR", "eur"],
    ["1e3", "eur"],
    ["1,000.00", "eur"],
    ["", "eur"],
    [".5", "eur"],
    ["1.251", "kwd"],
    ["5.50", "isk"],
  ])("%j %s is none", (text, code) => {
    expect(parseAmount(text, currency(code))).toBeNull();
  });

  it("is read as it is written, in every currency", () => {
    const anyAmount = fc.integer({ min: 0, max: 999_999 });
    fc.assert(
      fc.property(anyAmount, fc.constantFrom("eur", "jpy", "kwd", "usd", "isk"), (steps, code) => {
        const of = currency(code);
        const amount = steps * chargeStep(of);
        expect(exponent(of)).toBeGreaterThanOrEqual(0);
        expect(parseAmount(toMajorString(amount, of), of)).toBe(amount);
      }),
    );
  });
});
