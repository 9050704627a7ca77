import { describe, expect, it } from "vitest";
import type { Quote } from "@/lib/model/quote";
import { compareMethods, compareWithQuote, paidAmounts } from "@/lib/orders/settle/compare";
import type { SessionEvidence } from "@/lib/orders/settle/evidence";
import { discountedLines } from "@/lib/quote/repriced-lines";
import { aQuote, evidenceFor, intentEvidenceFor } from "@/tests/support/quotes";

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

  it("agrees with any delivery that was on offer where Stripe does not name it", () => {
    expect(reason({ shippingSpeed: null })).toBe("agrees");
    expect(reason({ shippingSpeed: null, shipping: 990, total: quote.total + 500 })).toBe("agrees");
  });

  it("agrees with the lines in another order", () => {
    expect(reason({ lines: evidenceFor(quote).lines.toReversed() })).toBe("agrees");
  });

  it("does not agree with another currency", () => {
    expect(reason({ currency: "usd" })).toBe("currency_mismatch");
  });

  it.each<[string, Parameters<typeof evidenceFor>[1], string, string]>([
    ["the currency", { currency: "usd" }, "eur", "usd"],
    [
      "the lines",
      { lines: evidenceFor(quote).lines.slice(1) },
      "1 x SKU-2 = 90, 2 x SKU-1 = 4000",
      "1 x SKU-2 = 90",
    ],
    ["the subtotal", { subtotal: 4000 }, "subtotal 4090", "subtotal 4000"],
    ["the discount", { discount: 1 }, "discount 0", "discount 1"],
    ["the delivery", { shippingSpeed: null, shipping: 100 }, "shipping 490 or 990", "shipping 100"],
    ["the delivery by its name", { shippingSpeed: "express" }, "shipping 990", "shipping 490"],
    ["a tax that is on top", { tax: 800, total: 5380 }, "total 4580", "total 5380"],
    ["less than all", { total: 4579 }, "total 4580", "total 4579"],
    [
      "the country",
      {
        shippingAddress: {
          line1: null,
          line2: null,
          city: null,
          state: null,
          postalCode: null,
          country: "US",
        },
      },
      "FR",
      "US",
    ],
  ])("is told with what was expected and what came: %s", (_, changes, expected, actual) => {
    expect(compareWithQuote(quote, evidenceFor(quote, changes))).toMatchObject({ expected, actual });
  });

  it("is told with no tax on top where something was taken off", () => {
    expect(compareWithQuote(withTax, evidenceFor(withTax, { tax: 800, total: 4579 }))).toMatchObject({
      expected: "total 4580",
      actual: "total 4579",
    });
  });

  it("is told with the tax that should have been on top, where it is missing", () => {
    const exclusive = aQuote({ tax: "stripe", taxBehavior: "exclusive" });
    expect(compareWithQuote(exclusive, evidenceFor(exclusive, { tax: 800 }))).toEqual({
      reason: "amount_mismatch",
      expected: "total 5380",
      actual: "total 4580",
    });
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
    const lines = discountedLines(off).map(({ line, total }) => ({
      priceId: "price_made_for_the_occasion",
      sku: line.sku,
      quantity: line.quantity,
      subtotal: total,
    }));
    const repriced = { lines, subtotal: off.subtotal - 500, discount: 0 };

    it("agrees to the cent", () => {
      expect(reason(repriced, off)).toBe("agrees");
    });

    it("agrees with pieces of one line that were sold at two prices", () => {
      const [first, ...rest] = lines;
      if (!first) throw new Error("the quote has lines");
      const split = [
        { ...first, quantity: 1, subtotal: first.subtotal - 1 },
        { ...first, quantity: 1, subtotal: 1 },
        ...rest,
      ];
      expect(reason({ ...repriced, lines: split }, off)).toBe("agrees");
    });

    it("does not agree when only some of the lines were made for it", () => {
      const [first, ...rest] = lines;
      if (!first) throw new Error("the quote has lines");
      const listed = evidenceFor(off).lines.map(({ priceId }) => priceId);
      const others = rest.map((line, index) => ({ ...line, sku: null, priceId: listed[index + 1] ?? "" }));
      expect(reason({ ...repriced, lines: [first, ...others] }, off)).toBe("lines_mismatch");
    });

    it("does not agree when the discount is in neither", () => {
      const listed = evidenceFor(off).lines;
      expect(reason({ lines: listed, discount: 0, total: off.total + 500 }, off)).toBe("amount_mismatch");
    });

    it("does not agree with a price that nobody quoted, nor with the discount taken twice", () => {
      const [first, ...rest] = lines;
      if (!first) throw new Error("the quote has lines");
      const cheaper = { ...first, subtotal: first.subtotal - 1 };
      expect(reason({ ...repriced, lines: [cheaper, ...rest] }, off)).toBe("lines_mismatch");
      expect(reason({ ...repriced, discount: 500 }, off)).toBe("lines_mismatch");
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

  it("agrees with a Price of the catalogue that was made for the occasion", () => {
    const [first, ...rest] = evidenceFor(quote).lines;
    if (!first) throw new Error("the quote has lines");
    const sku = quote.lines[0]?.sku ?? null;
    expect(reason({ lines: [{ ...first, priceId: "price_made", sku }, ...rest] })).toBe("agrees");
    expect(reason({ lines: [{ ...first, priceId: "price_made", sku: "OTHER" }, ...rest] })).toBe(
      "lines_mismatch",
    );
  });

  describe("with a tax", () => {
    const inclusive = aQuote({ tax: "stripe", taxBehavior: "inclusive" });
    const exclusive = aQuote({ tax: "stripe", taxBehavior: "exclusive" });
    const onTop = { tax: 800, total: quote.total + 800 };
    const inside = { tax: 800, total: quote.total };
    const both = { tax: 800, total: quote.total + 98 };

    it.each<[string, Quote, Partial<SessionEvidence>, string]>([
      ["that nobody asked for, on top", quote, onTop, "amount_mismatch"],
      [
        "on top of prices without one, where nobody asked Stripe for it",
        aQuote({ tax: "none", taxBehavior: "exclusive" }),
        onTop,
        "amount_mismatch",
      ],
      ["on top of prices that say so", exclusive, onTop, "agrees"],
      ["inside of prices that say so", inclusive, inside, "agrees"],
      ["on top of prices that contain it", inclusive, onTop, "amount_mismatch"],
      ["inside of prices that are without", exclusive, inside, "amount_mismatch"],
      ["partly on top of prices that contain it", inclusive, both, "amount_mismatch"],
      ["partly inside of prices that are without", exclusive, both, "amount_mismatch"],
      ["of nothing", exclusive, {}, "agrees"],
      // Quotes of an earlier version of the store, whose surfaces differed.
      ["on top, where the quote does not say", withTax, onTop, "agrees"],
      ["inside, where the quote does not say", withTax, inside, "agrees"],
      ["partly on top, where the quote does not say", withTax, both, "agrees"],
      [
        "that is less than what was added",
        withTax,
        { tax: 700, total: quote.total + 800 },
        "amount_mismatch",
      ],
      ["that takes something off", withTax, { tax: 0, total: quote.total - 1 }, "amount_mismatch"],
    ])("%s", (_which, of, changes, outcome) => {
      expect(reason(changes, of)).toBe(outcome);
    });

    it("is all told to the order, and what of it is on top", () => {
      expect(paidAmounts(withTax, evidenceFor(withTax, both))).toMatchObject({ taxTotal: 800, taxAdded: 98 });
      expect(paidAmounts(inclusive, evidenceFor(inclusive, inside))).toMatchObject({
        taxTotal: 800,
        taxAdded: 0,
      });
    });
  });
});

describe("what a PaymentIntent collected, against the quote", () => {
  const tax = {
    amount: 300,
    included: 200,
    calculation: "taxcalc_1",
    address: { country: "FR", postalCode: null, state: null, city: null, line1: null },
    basis: "",
  };
  const picked = { ...aQuote({ shippingSpeed: "express" }), calculatedTax: tax };

  it("agrees when it is the sum, with the tax on top that was worked out", () => {
    expect(compareWithQuote(picked, intentEvidenceFor(picked, { total: picked.total + 300 }))).toBeNull();
    expect(compareWithQuote(quote, intentEvidenceFor(quote))).toBeNull();
  });

  it("does not agree with any other sum", () => {
    expect(compareWithQuote(picked, intentEvidenceFor(picked))).toEqual({
      reason: "amount_mismatch",
      expected: `total ${picked.total + 300}`,
      actual: `total ${picked.total}`,
    });
  });

  it("tells the order what the quote says it is made of", () => {
    expect(paidAmounts(picked, intentEvidenceFor(picked, { total: 5380 }))).toEqual({
      shippingTotal: 990,
      shippingOption: "express",
      taxTotal: 500,
      taxAdded: 300,
      total: 5380,
    });
    expect(paidAmounts(quote, intentEvidenceFor(quote))).toMatchObject({ shippingOption: null, taxTotal: 0 });
  });
});

describe("what an order is told of a session that was paid", () => {
  it("is what Stripe collected", () => {
    const evidence = evidenceFor(withTax, { shipping: 990, shippingSpeed: "express", tax: 100, total: 5180 });
    expect(paidAmounts(withTax, evidence)).toEqual({
      shippingTotal: 990,
      shippingOption: "express",
      taxTotal: 100,
      taxAdded: 100,
      total: 5180,
    });
  });
});

describe("the way that a payment was confirmed with", () => {
  const paidBy = (paymentMethodId: string | null) => intentEvidenceFor(quote, { paymentMethodId });
  const confirmed = { paymentMethodId: "pm_1" };

  it("is the one that the store checked", () => {
    expect(compareMethods(confirmed, paidBy("pm_1"))).toBeNull();
    expect(compareMethods(confirmed, paidBy("pm_2"))).toEqual({
      reason: "method_mismatch",
      expected: "pm_1",
      actual: "pm_2",
    });
  });

  it("is anyone's where the store confirmed none, or Stripe does not name it", () => {
    expect(compareMethods(undefined, paidBy("pm_2"))).toBeNull();
    expect(compareMethods({ paymentMethodId: null }, paidBy("pm_2"))).toBeNull();
    expect(compareMethods(confirmed, paidBy(null))).toBeNull();
    expect(compareMethods(confirmed, evidenceFor(quote))).toBeNull();
  });
});
