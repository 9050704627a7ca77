import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import type { CalculatedTax } from "@/lib/model/quote";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import { isChargeableWith, movedQuoteTax, newQuoteTax, taxOf } from "@/lib/quote/quote-tax";
import { aQuote } from "@/tests/support/quotes";

describe("how a new quote is taxed", () => {
  it.each([
    [false, true, { tax: "included" }],
    [false, false, { tax: "none" }],
    [true, true, { tax: "stripe", taxBehavior: "inclusive" }],
    [true, false, { tax: "stripe", taxBehavior: "exclusive" }],
  ])("with Stripe Tax %s and prices that include it %s", (STRIPE_TAX, STORE_PRICES_INCLUDE_TAX, tax) => {
    expect(newQuoteTax({ STRIPE_TAX, STORE_PRICES_INCLUDE_TAX }, {})).toEqual(tax);
  });

  it("goes by the zone where that says something, whatever the store's setting is", () => {
    const anything = fc.record({ STRIPE_TAX: fc.boolean(), STORE_PRICES_INCLUDE_TAX: fc.boolean() });
    const said = fc.constantFrom("inclusive" as const, "exclusive" as const);
    fc.assert(
      fc.property(anything, said, (settings, taxBehavior) => {
        const STORE_PRICES_INCLUDE_TAX = taxBehavior === "inclusive";
        const tax = newQuoteTax(settings, { taxBehavior });
        expect(tax).toEqual(newQuoteTax({ ...settings, STORE_PRICES_INCLUDE_TAX }, {}));
      }),
    );
  });

  it("follows a move to another zone, but who calculates the tax stays", () => {
    const settings = { STRIPE_TAX: false, STORE_PRICES_INCLUDE_TAX: true };
    const stripe = { tax: "stripe", taxBehavior: "inclusive" } as const;
    expect(movedQuoteTax(stripe, settings, { taxBehavior: "exclusive" })).toEqual({
      tax: "stripe",
      taxBehavior: "exclusive",
    });
    const on = { ...settings, STRIPE_TAX: true };
    expect(movedQuoteTax({ tax: "none" }, on, {})).toEqual({ tax: "included" });
  });

  it("can't be on top in currencies of whole units and of tenths", () => {
    const onTop = { tax: "stripe", taxBehavior: "exclusive" } as const;
    const can = (code: string) => isChargeableWith(onTop, currency(code));
    expect(["eur", "jpy", "isk", "ugx", "kwd", "tnd"].filter(can)).toEqual(["eur", "jpy"]);
    expect(isChargeableWith({ tax: "stripe", taxBehavior: "inclusive" }, currency("isk"))).toBe(true);
    expect(isChargeableWith({ tax: "none" }, currency("isk"))).toBe(true);
  });

  it("is kept in its later revisions", () => {
    const tax = { tax: "stripe", taxBehavior: "exclusive" } as const;
    expect(taxOf(aQuote(tax))).toEqual(tax);
    expect(taxOf(aQuote({ tax: "none" }))).toStrictEqual({ tax: "none" });
  });
});

describe("a tax that was worked out", () => {
  const quote = aQuote();
  const taxed = (tax: Pick<CalculatedTax, "amount" | "included">) => ({
    ...quote,
    calculatedTax: {
      ...tax,
      calculation: "taxcalc_1",
      address: { country: "FR", postalCode: null, state: null, city: null, line1: null },
      basis: "",
    },
  });

  it("is collected as far as it is on top of the prices", () => {
    expect(amountDue(quote)).toBe(quote.total);
    expect(amountDue(taxed({ amount: 300, included: 200 }))).toBe(quote.total + 300);
  });

  it("is told whole, and what of it is on top", () => {
    expect(calculatedTaxes(quote)).toEqual({ taxTotal: 0, taxAdded: 0 });
    expect(calculatedTaxes(taxed({ amount: 300, included: 200 }))).toEqual({ taxTotal: 500, taxAdded: 300 });
    expect(calculatedTaxes(taxed({ amount: 300 }))).toEqual({ taxTotal: 300, taxAdded: 300 });
  });
});
