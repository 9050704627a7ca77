import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { makeQuote } from "@/lib/quote/make-quote";
import { aQuote, quoteInput, quoteLine, RATES } from "@/tests/support/quotes";

const lines = fc
  .array(fc.tuple(fc.nat({ max: 10_000_000 }), fc.integer({ min: 1, max: 999 })), {
    minLength: 1,
    maxLength: 50,
  })
  .map((pairs) => pairs.map(([unitAmount, quantity], index) => quoteLine(index, unitAmount, quantity)));
const discounts = fc.array(
  fc.record({
    name: fc.constant("10 % off"),
    reason: fc.constant("code"),
    amount: fc.nat({ max: 50_000_000 }),
  }),
  { maxLength: 5 },
);

describe("a quote", () => {
  it("adds up, whatever is in the cart", () => {
    fc.assert(
      fc.property(lines, discounts, (cart, offers) => {
        const quote = makeQuote(quoteInput({ lines: cart, discounts: offers }));
        expect(quote.subtotal).toBe(cart.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0));
        expect(quote.discountTotal).toBe(quote.discounts.reduce((sum, discount) => sum + discount.amount, 0));
        expect(quote.total).toBe(quote.subtotal - quote.discountTotal + quote.shippingTotal);
      }),
    );
  });

  it("never falls below the delivery, however large the discounts are", () => {
    fc.assert(
      fc.property(lines, discounts, (cart, offers) => {
        const quote = makeQuote(quoteInput({ lines: cart, discounts: offers }));
        expect(quote.total).toBeGreaterThanOrEqual(quote.shippingTotal);
        expect(quote.discountTotal).toBeLessThanOrEqual(quote.subtotal);
      }),
    );
  });

  it("is the same for the same input", () => {
    fc.assert(
      fc.property(lines, discounts, (cart, offers) => {
        const input = quoteInput({ lines: cart, discounts: offers });
        expect(makeQuote(input)).toEqual(makeQuote(structuredClone(input)));
      }),
    );
  });

  it("takes the cheapest delivery on offer until the shopper picks one", () => {
    expect(aQuote({ shippingRates: RATES.toReversed() }).shippingTotal).toBe(490);
  });

  it("refuses amounts and quantities that are not whole", () => {
    expect(() => aQuote({ lines: [] })).toThrow(RangeError);
    expect(() => aQuote({ lines: [quoteLine(1, 10.5, 1)] })).toThrow(RangeError);
    expect(() => aQuote({ lines: [quoteLine(1, 10, 0)] })).toThrow(RangeError);
    expect(() => aQuote({ lines: [quoteLine(1, -10, 1)] })).toThrow(RangeError);
    expect(() => aQuote({ shippingRates: [] })).toThrow(RangeError);
  });
});

describe("a quote's fingerprint", () => {
  it("does not depend on the order of the lines, nor on names", () => {
    const quote = aQuote();
    const renamed = quote.lines.map((line) => ({ ...line, productName: "Ding", image: "/other.svg" }));
    expect(quoteFingerprint({ ...quote, revision: 7, lines: renamed.toReversed() })).toBe(
      quoteFingerprint(quote),
    );
  });

  it("changes with everything the shopper pays for", () => {
    const quote = aQuote();
    const others = [
      aQuote({ lines: [quoteLine(1, 2000, 3), quoteLine(2, 90, 1)] }),
      aQuote({ lines: [quoteLine(1, 2001, 2), quoteLine(2, 90, 1)] }),
      aQuote({ lines: [quoteLine(1, 2000, 2)] }),
      aQuote({ country: "DE" }),
      aQuote({ tax: "stripe" }),
      aQuote({ discounts: [{ name: "1 off", reason: "code", amount: 100 }] }),
      aQuote({ shippingRates: RATES.slice(0, 1) }),
    ];
    const prints = new Set([quote, ...others].map(quoteFingerprint));
    expect(prints.size).toBe(others.length + 1);
  });
});
