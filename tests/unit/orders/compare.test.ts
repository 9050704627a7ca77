import { describe, expect, it } from "vitest";
import { addedTax, compareWithQuote } from "@/lib/orders/compare";
import { repricedLines } from "@/lib/quote/repriced-lines";
import { aQuote, evidenceFor } from "@/tests/support/quotes";

const quote = aQuote();
const withTax = aQuote({ tax: "stripe" });
const reason = (changes: Parameters<typeof evidenceFor>[1], of = quote) =>
  compareWithQuote(of, evidenceFor(of, changes))?.reason ?? "agrees";

describe("what Stripe collected, against the quote", () => {
  it("agrees when everything is as quoted", () => {
    expect(reason({})).toBe("agrees");
  });

  it("agrees with the other delivery that was on offer", () => {
    expect(reason({ shipping: 990, shippingSpeed: "express", total: quote.total + 500 })).toBe("agrees");
  });

  it("does not agree with a delivery that was not on offer, or at the other one's price", () => {
    expect(reason({ shipping: 100, total: quote.total - 390 })).toBe("amount_mismatch");
    expect(reason({ shipping: 490, shippingSpeed: "express" })).toBe("amount_mismatch");
  });

  it("does not agree with another currency", () => {
    expect(reason({ currency: "usd" })).toBe("currency_mismatch");
  });

  it("does not agree with other lines, even for the same money", () => {
    const [first, ...rest] = evidenceFor(quote).lines;
    if (!first) throw new Error("the quote has lines");
    expect(reason({ lines: [{ ...first, priceId: "price_9" }, ...rest] })).toBe("lines_mismatch");
    expect(reason({ lines: [{ ...first, quantity: 1 }, ...rest] })).toBe("lines_mismatch");
    expect(reason({ lines: rest })).toBe("lines_mismatch");
  });

  it("does not agree with a discount nobody gave", () => {
    expect(reason({ discount: 500, total: quote.total - 500 })).toBe("amount_mismatch");
  });

  describe("with the discounts already taken off the lines", () => {
    const off = aQuote({ discounts: [{ name: "Off", reason: "", amount: 500 }] });
    const lines = repricedLines(off).map(({ line, unitAmount, quantity }) => ({
      priceId: "price_made_for_the_occasion",
      sku: line.sku,
      quantity,
      subtotal: unitAmount * quantity,
    }));
    const repriced = { lines, subtotal: off.subtotal - 500, discount: 0 };

    it("agrees to the cent", () => {
      expect(reason(repriced, off)).toBe("agrees");
    });

    it("does not agree with a price that nobody quoted, nor with the discount taken twice", () => {
      const [first, ...rest] = lines;
      if (!first) throw new Error("the quote has lines");
      const cheaper = { ...first, subtotal: first.subtotal - 1 };
      expect(reason({ ...repriced, lines: [cheaper, ...rest] }, off)).toBe("lines_mismatch");
      expect(reason({ ...repriced, discount: 500 }, off)).toBe("amount_mismatch");
    });
  });

  it("does not agree with a country that the rates, or a discount, are not for", () => {
    const to = (country: string) => ({
      shippingAddress: { line1: null, line2: null, city: null, state: null, postalCode: null, country },
    });
    const french = aQuote({ discounts: [{ name: "Here", reason: "", amount: 500, countries: ["FR"] }] });
    expect(reason(to("BE"))).toBe("agrees");
    expect(reason(to("US"))).toBe("destination_mismatch");
    expect(reason(to("BE"), french)).toBe("destination_mismatch");
    expect(reason(to("FR"), french)).toBe("agrees");
  });

  it("takes a tax that Stripe adds only where Stripe was asked to", () => {
    const taxed = { total: quote.total + 800 };
    expect(reason(taxed)).toBe("amount_mismatch");
    expect(reason(taxed, withTax)).toBe("agrees");
    expect(addedTax(evidenceFor(withTax, taxed))).toBe(800);
  });

  it("never takes less than quoted for a tax", () => {
    expect(reason({ total: quote.total - 1 }, withTax)).toBe("amount_mismatch");
  });
});
