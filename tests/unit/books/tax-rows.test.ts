import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import {
  type RatePart,
  refundRates,
  refundTaxes,
  saleRates,
  type TaxEntry,
  type TaxedSale,
  taxRows,
} from "@/lib/books/tax-rows";

const eur = currency("eur");

const aSale = (changes: Partial<TaxedSale> = {}): TaxedSale => ({
  ...{ country: "FR", currency: eur, total: 12_000, tax: 2_000, isUntold: false, slack: 2, parts: [] },
  ...changes,
});

const onlyParts = (sale: TaxedSale) => saleRates(new Map([["one", sale]])).get("one");

const sumOf = (parts: readonly RatePart[]) => ({
  net: parts.reduce((sum, { net }) => sum + net, 0),
  tax: parts.reduce((sum, { tax }) => sum + tax, 0),
});

describe("a sale's tax by rate", () => {
  it("is at the simplest rate that gives it", () => {
    expect(onlyParts(aSale())).toEqual([{ rate: 20, net: 10_000, tax: 2_000 }]);
    expect(onlyParts(aSale({ country: "FI", total: 12_550, tax: 2_550 }))).toMatchObject([{ rate: 25.5 }]);
    expect(onlyParts(aSale({ country: "CH", total: 108_100, tax: 8_100 }))).toMatchObject([{ rate: 8.1 }]);
  });

  it("is none, or not told, where there is no amount", () => {
    expect(onlyParts(aSale({ tax: 0 }))).toEqual([{ rate: 0, net: 12_000, tax: 0 }]);
    expect(onlyParts(aSale({ tax: 0, isUntold: true }))).toEqual([{ rate: "untold", net: 12_000, tax: 0 }]);
  });

  it("of a few cents is at the rate that larger ones of its country have", () => {
    const sales = new Map([
      ["small", aSale({ country: "DE", total: 39, tax: 6, slack: 1 })],
      ["large", aSale({ country: "DE", total: 11_900, tax: 1_900 })],
    ]);
    expect(saleRates(sales).get("small")).toMatchObject([{ rate: 19 }]);
  });

  it("is what its invoice says, also at several rates, and the parts are the whole", () => {
    const parts = [
      { percent: 20, taxable: 5_000, amount: 1_000 },
      { percent: 5.5, taxable: 4_000, amount: 220 },
    ];
    const found = onlyParts(aSale({ total: 10_220, tax: 1_220, parts })) ?? [];
    expect(found.map(({ rate, tax }) => [rate, tax])).toEqual([
      [20, 1_000],
      [5.5, 220],
    ]);
    expect(sumOf(found)).toEqual({ net: 9_000, tax: 1_220 });
  });
});

const aRefunded = fc
  .record({
    tax: fc.integer({ min: 0, max: 5_000 }),
    net: fc.integer({ min: 1, max: 20_000 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
  })
  .map(({ tax, net, cuts }) => {
    const total = tax + net;
    const places = [...new Set([0, ...cuts.map((cut) => Math.floor(cut * total)), total])].sort(
      (a, b) => a - b,
    );
    const amounts = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    return { sale: aSale({ tax, total, slack: 20 }), amounts };
  });

describe("the tax of refunds", () => {
  it("is all of the sale's when all is given back, in however many parts", () => {
    fc.assert(
      fc.property(aRefunded, ({ sale, amounts }) => {
        const made = amounts.map((amount, index) => ({
          ...{ id: `re_${index}`, amount, tax: null, hasFailed: false },
        }));
        const taxes = refundTaxes(sale, made);
        const all = made.map(({ id, amount }) => ({ amount, tax: taxes.get(id) ?? 0 }));
        expect(all.reduce((sum, { tax }) => sum + tax, 0)).toBe(sale.tax);
        for (const refund of all) {
          expect(refund.tax).toBeGreaterThanOrEqual(0);
          const parts = refundRates(onlyParts(sale) ?? [], refund);
          expect(sumOf(parts)).toEqual({ net: refund.amount - refund.tax, tax: refund.tax });
        }
      }),
    );
  });

  it("that failed is given back again by the next one", () => {
    const made = [
      { id: "re_1", amount: 6_000, tax: null, hasFailed: true },
      { id: "re_2", amount: 12_000, tax: null, hasFailed: false },
    ];
    expect([...refundTaxes(aSale(), made).values()]).toEqual([1_000, 2_000]);
  });

  it("of lines is that of the lines, and the rest follows", () => {
    const made = [
      { id: "re_1", amount: 1_000, tax: 50, hasFailed: false },
      { id: "re_2", amount: 11_000, tax: null, hasFailed: false },
    ];
    expect([...refundTaxes(aSale(), made).values()]).toEqual([50, 1_950]);
  });
});

describe("the report", () => {
  it("has a row for each country and rate, and takes back a refund that came back", () => {
    const entry = (changes: Partial<TaxEntry>): TaxEntry => ({
      ...{ kind: "sale", country: "FR", currency: eur, rate: 20, net: 100, tax: 20 },
      ...changes,
    });
    const rows = taxRows([
      entry({}),
      entry({ kind: "refund" }),
      entry({ kind: "returned_refund" }),
      entry({ country: "DE", rate: 19, tax: 19 }),
      entry({ rate: 5.5, tax: 5 }),
    ]);
    expect(rows.map(({ country, rate }) => [country, rate])).toEqual([
      ["DE", 19],
      ["FR", 5.5],
      ["FR", 20],
    ]);
    expect(rows[2]).toMatchObject({
      sales: { count: 1, net: 100, tax: 20 },
      refunds: { count: 0, net: 0, tax: 0 },
    });
  });
});
