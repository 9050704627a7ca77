import { describe, expect, it } from "vitest";
import type { PriceId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { QuoteInput } from "@/lib/quote/make-quote";
import { asksTheSame } from "@/lib/quote/same-amounts";
import { aQuote, quoteLine, RATES } from "@/tests/support/quotes";

const lines = [quoteLine(1, 2000, 2), quoteLine(2, 90, 1)];
const off = (amount: number, name = "Off") => [{ name, reason: "", amount }];
const quote = aQuote({ lines, discounts: off(100) });
const asked = (changes: Partial<QuoteInput>) =>
  asksTheSame(quote, aQuote({ lines, discounts: off(100), ...changes }));

describe("a quote asks the same as another", () => {
  it.each<[string, Partial<QuoteInput>]>([
    ["in another revision", { revision: 2 }],
    ["with its lines in another order", { lines: lines.toReversed() }],
    ["with its rates in another order", { shippingRates: RATES.toReversed() }],
    [
      "with new Prices of the same amounts",
      { lines: lines.map((line) => ({ ...line, priceId: "price_new" as PriceId })) },
    ],
    ["with a discount of another name", { discounts: off(100, "Less") }],
  ])("%s", (_, changes) => {
    expect(asked(changes)).toBe(true);
  });

  it.each<[string, Partial<QuoteInput>]>([
    ["in another currency", { currency: currency("usd") }],
    ["for another country", { country: "BE" }],
    ["with another tax", { tax: "none" }],
    ["with a tax on top", { taxBehavior: "exclusive" }],
    ["for other goods", { lines: [quoteLine(1, 2000, 2), quoteLine(3, 90, 1)] }],
    ["at other prices, for the same sum", { lines: [quoteLine(1, 2001, 2), quoteLine(2, 88, 1)] }],
    ["for other pieces, for the same sum", { lines: [quoteLine(1, 4000, 1), quoteLine(2, 90, 1)] }],
    ["with another discount", { discounts: off(101) }],
    ["with another delivery on offer", { shippingRates: RATES.slice(0, 1) }],
    [
      "with a delivery at another price",
      { shippingRates: RATES.map((rate) => (rate.speed === "express" ? { ...rate, amount: 991 } : rate)) },
    ],
    ["with another delivery picked", { shippingSpeed: "express" }],
  ])("but not %s", (_, changes) => {
    expect(asked(changes)).toBe(false);
  });
});
