import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { Quote } from "@/lib/model/quote";
import { partOfQuote } from "@/lib/orders/merchant/part-of-quote";
import { refundParts } from "@/lib/orders/merchant/refund-parts";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import { makeQuote } from "@/lib/quote/make-quote";

const id = (index: number) => `var_${index}` as VariantId;

type Given = {
  lines: { unitAmount: number; quantity: number }[];
  discounts: number[];
  shipping: number;
  taxAdded: number;
  taxIncluded: number;
};

function quoteOf({ lines, discounts, shipping, taxAdded, taxIncluded }: Given): Quote {
  const quote = makeQuote({
    ...{ revision: 1, currency: currency("eur"), country: "FR", tax: "included" },
    lines: lines.map((line, index) => ({
      ...{ variantId: id(index), sku: `SKU-${index}`, priceId: null, productSlug: "mug" },
      ...{ productName: "Mug", optionLabel: "", image: "", ...line },
    })),
    discounts: discounts.map((amount, index) => ({
      ...{ ruleId: `rule_${index}`, name: `Rule ${index}`, reason: "", amount },
    })),
    shippingRates: [{ speed: "standard", name: "Standard", amount: shipping, minDays: 1, maxDays: 2 }],
  });
  const address = { country: "FR", postalCode: null, state: null, city: null, line1: null };
  return {
    ...quote,
    calculatedTax: { amount: taxAdded, included: taxIncluded, calculation: null, address, basis: "" },
  };
}

const orderOf = (quote: Quote) => ({
  ...{ quote, currency: quote.currency, shippingTotal: quote.shippingTotal },
  ...calculatedTaxes(quote),
});

const anyOrder = fc
  .record({
    lines: fc.array(
      fc.record({ unitAmount: fc.integer({ min: 0, max: 9_999 }), quantity: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 5 },
    ),
    discounts: fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 3 }),
    shipping: fc.integer({ min: 0, max: 990 }),
    taxAdded: fc.integer({ min: 0, max: 500 }),
    taxIncluded: fc.integer({ min: 0, max: 500 }),
    keep: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ keep, ...given }) => {
    const quote = quoteOf(given);
    const kept = quote.lines.map(({ variantId, quantity }, index) => ({
      variantId,
      quantity: Math.min(keep[index] ?? 0, quantity),
    }));
    return { quote, kept };
  });

describe("a part of an order", () => {
  it("and what is let go of add up to the whole, to the cent", () => {
    fc.assert(
      fc.property(anyOrder, ({ quote, kept }) => {
        const part = partOfQuote(orderOf(quote), kept);
        if (!part.ok) return;
        expect(part.amount + part.letGo).toBe(amountDue(quote));
        expect(part.letGo).toBeGreaterThan(0);
        expect(part.amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is a quote that adds up by itself, and can be given back whole", () => {
    fc.assert(
      fc.property(anyOrder, ({ quote, kept }) => {
        const part = partOfQuote(orderOf(quote), kept);
        if (!part.ok) return;
        const rest = part.quote;
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
        expect(rest.subtotal).toBe(sum(rest.lines.map(({ total }) => total)));
        expect(rest.discountTotal).toBe(sum(rest.discounts.map(({ amount }) => amount)));
        expect(rest.total).toBe(rest.subtotal - rest.discountTotal + rest.shippingTotal);
        expect(part.amount).toBe(amountDue(rest));
        const parts = refundParts(orderOf(rest));
        expect(sum([...parts.lines, parts.delivery].map(({ amount }) => amount))).toBe(part.amount);
        expect(rest.shippingTotal).toBe(quote.shippingTotal);
        for (const { amount } of rest.discounts) expect(amount).toBeGreaterThan(0);
      }),
    );
  });

  it("can be sold for less: the amount is what was agreed, the tax goes with it, and all of it can be given back", () => {
    fc.assert(
      fc.property(anyOrder, fc.integer({ min: 1, max: 20_000 }), ({ quote, kept }, wanted) => {
        const part = partOfQuote(orderOf(quote), kept, { amount: wanted, name: "Agreed" });
        if (!part.ok) return;
        expect(part.amount).toBe(wanted);
        expect(part.amount + part.letGo).toBe(amountDue(quote));
        const rest = part.quote;
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
        expect(rest.discountTotal).toBe(sum(rest.discounts.map(({ amount }) => amount)));
        expect(rest.total).toBe(rest.subtotal - rest.discountTotal + rest.shippingTotal);
        expect(rest.subtotal - rest.discountTotal).toBeGreaterThan(0);
        expect(rest.shippingTotal).toBe(quote.shippingTotal);
        const { calculatedTax } = rest;
        expect(Math.min(calculatedTax?.amount ?? 0, calculatedTax?.included ?? 0)).toBeGreaterThanOrEqual(0);
        const parts = refundParts(orderOf(rest));
        expect(sum([...parts.lines, parts.delivery].map(({ amount }) => amount))).toBe(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  const quote = quoteOf({
    ...{ lines: [{ unitAmount: 2000, quantity: 3 }], discounts: [600], shipping: 490 },
    ...{ taxAdded: 0, taxIncluded: 300 },
  });
  const keep = (quantity: number, variantId = id(0)) =>
    partOfQuote(orderOf(quote), [{ variantId, quantity }]);

  it("has its share of the discounts and of the tax", () => {
    expect(keep(1)).toMatchObject({ amount: 2290, letGo: 3600, quote: { discountTotal: 200 } });
  });

  const agreed = (amount: number, quantity = 3) =>
    partOfQuote(orderOf(quote), [{ variantId: id(0), quantity }], { amount, name: "Agreed" });

  it("has its part of the tax in a reduction, and at most what the pieces come to", () => {
    expect(agreed(2945)).toMatchObject({
      ...{ ok: true, amount: 2945, letGo: 2945 },
      quote: { discountTotal: 3545, calculatedTax: { included: 150 } },
    });
    expect(agreed(5890)).toEqual({ ok: false, code: "all_kept" });
    expect(agreed(2290, 1)).toMatchObject({ ok: true, quote: { discountTotal: 200 } });
    expect(agreed(2291, 1)).toEqual({ ok: false, code: "capture_too_much" });
    expect(agreed(490)).toEqual({ ok: false, code: "capture_too_little" });
    expect(agreed(491)).toMatchObject({ ok: true });
  });

  it.each([
    [keep(0), "nothing_kept"],
    [keep(3), "all_kept"],
    [keep(4), "too_many_pieces"],
    [keep(1, id(7)), "unknown_line"],
  ])("is something, and not all: %#", (result, code) => {
    expect(result).toMatchObject({ ok: false, code });
  });

  it("is not divided where Stripe keeps books of the tax of the whole", () => {
    const taxed = { ...quote, calculatedTax: { ...quote.calculatedTax, calculation: "taxcalc_1" } } as Quote;
    expect(partOfQuote(orderOf(taxed), [{ variantId: id(0), quantity: 1 }])).toEqual({
      ok: false,
      code: "tax_calculated",
    });
  });
});
