import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { makeQuote, type QuoteInput } from "@/lib/quote/make-quote";
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
    const unpicked = aQuote({ shippingRates: RATES.toReversed() });
    expect(unpicked.shippingTotal).toBe(490);
    expect(unpicked).not.toHaveProperty("shippingSpeed");
    expect(aQuote({ shippingSpeed: "express" })).toMatchObject({
      shippingSpeed: "express",
      shippingTotal: 990,
    });
  });

  it("counts a pick that is not on offer as none", () => {
    const quote = aQuote({ shippingSpeed: "express", shippingRates: RATES.slice(0, 1) });
    expect(quote.shippingTotal).toBe(490);
    expect(quote).not.toHaveProperty("shippingSpeed");
  });

  it("takes discounts in their order, each from what is left, and drops one that takes nothing", () => {
    const off = (name: string, amount: number, more = {}) => ({ name, reason: "", amount, ...more });
    const quote = aQuote({
      discounts: [
        off("none", 0),
        off("delivery", 0, { shippingAmount: 490 }),
        off("most", 4000),
        off("rest", 500),
        off("too late", 1),
      ],
    });
    expect(quote.discounts.map(({ name, amount }) => [name, amount])).toEqual([
      ["delivery", 0],
      ["most", 4000],
      ["rest", 90],
    ]);
    expect(quote).toMatchObject({ subtotal: 4090, discountTotal: 4090, total: 490 });
  });

  it("says what was refused, and how it is taxed, only where there is something to say", () => {
    const refused = [{ refusal: "unknown_code", reason: "We don’t know it." }] as const;
    expect(aQuote({ refusedDiscounts: refused }).refusedDiscounts).toEqual(refused);
    for (const refusedDiscounts of [[], undefined]) {
      expect(aQuote(refusedDiscounts && { refusedDiscounts })).not.toHaveProperty("refusedDiscounts");
    }
    expect(aQuote({ tax: "stripe", taxBehavior: "exclusive" }).taxBehavior).toBe("exclusive");
    expect(aQuote()).not.toHaveProperty("taxBehavior");
  });

  it("keeps what it was made of", () => {
    const input = quoteInput({ revision: 7, country: "BE", tax: "none" });
    const { lines: goods, shippingRates, revision, currency: code, country, tax } = input;
    expect(makeQuote(input)).toMatchObject({
      lines: goods,
      shippingRates,
      revision,
      currency: code,
      country,
      tax,
    });
  });

  it.each<[string, Partial<QuoteInput>]>([
    ["a quote needs a line", { lines: [] }],
    ["no shipping rate for BE", { shippingRates: [], country: "BE" }],
    [
      "a unit amount must be a whole number of minor units from 0 on, not 10.5",
      { lines: [quoteLine(1, 10.5, 1)] },
    ],
    [
      "a unit amount must be a whole number of minor units from 0 on, not -10",
      { lines: [quoteLine(1, -10, 1)] },
    ],
    ["a quantity must be a whole number from 1 on, not 0", { lines: [quoteLine(1, 10, 0)] }],
    ["a quantity must be a whole number from 1 on, not 1.5", { lines: [quoteLine(1, 10, 1.5)] }],
    [
      "a discount must be a whole number of minor units from 0 on, not -1",
      { discounts: [{ name: "Off", reason: "", amount: -1 }] },
    ],
    [
      "a shipping amount must be a whole number of minor units from 0 on, not 4.9",
      { shippingRates: RATES.map((rate) => ({ ...rate, amount: 4.9 })) },
    ],
  ])("refuses what its caller got wrong: %s", (message, changes) => {
    expect(() => aQuote(changes)).toThrow(new RangeError(message));
  });

  it("may have goods and a delivery that cost nothing", () => {
    const free = {
      lines: [quoteLine(1, 0, 1)],
      shippingRates: RATES.map((rate) => ({ ...rate, amount: 0 })),
    };
    expect(aQuote(free).total).toBe(0);
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

  it("does not depend on what the shopper picks, nor on the order of discounts and rates", () => {
    const discounts = [
      { ruleId: "rule_1", name: "1 off", reason: "", amount: 100 },
      { ruleId: "rule_2", code: "TWO", name: "2 off", reason: "", amount: 200 },
    ];
    const quote = aQuote({ discounts });
    expect(quoteFingerprint(aQuote({ discounts, shippingSpeed: "express" }))).toBe(quoteFingerprint(quote));
    const turned = { discounts: discounts.toReversed(), shippingRates: RATES.toReversed() };
    expect(quoteFingerprint(aQuote(turned))).toBe(quoteFingerprint(quote));
  });

  it("is what it was in earlier versions of the store, whose orders have it on record", () => {
    expect(quoteFingerprint(aQuote())).toBe("e807ef2fa308606e4693126fb39c916a");
    const discounts = [
      { name: "1 off", reason: "", amount: 100 },
      { ruleId: "rule_2", code: "TWO", name: "2 off", reason: "", amount: 200 },
    ];
    const taxed = aQuote({ discounts, tax: "stripe", taxBehavior: "inclusive" });
    expect(quoteFingerprint(taxed)).toBe("2f6f7a595f9717b077aeb7a600ed0f44");
  });

  it("changes with everything the shopper pays for", () => {
    const quote = aQuote();
    const others = [
      aQuote({ lines: [quoteLine(1, 2000, 3), quoteLine(2, 90, 1)] }),
      aQuote({ lines: [quoteLine(1, 2001, 2), quoteLine(2, 90, 1)] }),
      aQuote({ lines: [quoteLine(1, 2000, 2)] }),
      aQuote({ lines: [quoteLine(3, 2000, 2), quoteLine(2, 90, 1)] }),
      aQuote({ lines: [{ ...quoteLine(1, 2000, 2), priceId: "price_new" as PriceId }, quoteLine(2, 90, 1)] }),
      aQuote({ currency: currency("usd") }),
      aQuote({ tax: "stripe", taxBehavior: "inclusive" }),
      aQuote({ tax: "stripe", taxBehavior: "exclusive" }),
      aQuote({ country: "DE" }),
      aQuote({ tax: "stripe" }),
      aQuote({ discounts: [{ name: "1 off", reason: "code", amount: 100 }] }),
      aQuote({ discounts: [{ name: "1 off", reason: "code", amount: 101 }] }),
      aQuote({ discounts: [{ name: "One off", reason: "code", amount: 100 }] }),
      aQuote({ discounts: [{ name: "1 off", code: "ONE", reason: "code", amount: 100 }] }),
      aQuote({ discounts: [{ name: "1 off", ruleId: "ONE", reason: "code", amount: 100 }] }),
      aQuote({ shippingRates: RATES.map((rate) => ({ ...rate, amount: 490 })) }),
      aQuote({ shippingRates: RATES.slice(0, 1) }),
    ];
    const prints = new Set([quote, ...others].map(quoteFingerprint));
    expect(prints.size).toBe(others.length + 1);
  });
});
