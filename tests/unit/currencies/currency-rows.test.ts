import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { soldBeside } from "@/lib/currencies/sold";
import { listChanges, readRate, readRows, rowsOf } from "@/lib/desk/settings/currency-rows";
import { CHARGED_CURRENCIES } from "@/lib/model/charged-currencies";
import { currenciesSchema, ROUNDINGS } from "@/lib/model/shop-currencies";

const own = currency("eur");
const list = fc
  .uniqueArray(fc.constantFrom(...CHARGED_CURRENCIES.filter((code) => code !== own)), { maxLength: 6 })
  .chain((codes) =>
    fc.record(
      Object.fromEntries(
        codes.map((code) => [
          code,
          fc.record({
            rate: fc.integer({ min: 1, max: 1e9 }).map((part) => part / 10_000),
            rounding: fc.constantFrom(...ROUNDINGS),
            countries: fc.constant<string[]>([]),
          }),
        ]),
      ),
    ),
  );

describe("A list of currencies as rows of a form", () => {
  it("is the same list when the rows are read again", () => {
    fc.assert(
      fc.property(list, (rates) => {
        const before = Object.keys(rates).length > 0 ? { unit: "eur", rates } : null;
        const read = readRows(rowsOf(before, own), { own, taxIsAdded: false, before });
        expect(read).toEqual({ ok: true, list: before });
        if (read.ok && read.list) expect(currenciesSchema.safeParse(read.list).success).toBe(true);
      }),
    );
  });

  it("has rates for one of the store's own currency, whatever the unit is", () => {
    const before = {
      unit: "usd",
      rates: {
        eur: { rate: 0.8, rounding: "exact" as const, countries: [] },
        jpy: { rate: 120, rounding: "whole" as const, countries: ["JP"] },
      },
    };
    expect(rowsOf(before, own)).toEqual([{ code: "jpy", rate: "150", rounding: "whole", countries: "JP" }]);
    const read = readRows(rowsOf(before, own), { own, taxIsAdded: false, before });
    const rates = (read.ok ? soldBeside(own, read.list, false) : []).map(({ conversion }) => conversion.rate);
    expect(rates).toEqual(soldBeside(own, before, false).map(({ conversion }) => conversion.rate));
  });

  it.each([
    ["1.1", 1.1],
    ["1,1", 1.1],
    [" 160 ", 160],
    ["0", null],
    ["-1", null],
    ["1,234.5", null],
    ["1e3", null],
    ["", null],
    ["99999999999", null],
  ])("takes %s as %s", (text, rate) => {
    expect(readRate(text)).toBe(rate);
  });

  it("says what one list has otherwise than another", () => {
    const row = { code: "usd", rate: "1.1", rounding: "exact", countries: "" };
    expect(listChanges([row], [row])).toEqual([]);
    expect(listChanges([row], [{ ...row, rate: "1.2", countries: "US" }])).toEqual([
      { code: "usd", kind: "rate", from: "1.1", to: "1.2" },
      { code: "usd", kind: "countries" },
    ]);
    expect(listChanges([row], [{ ...row, code: "sek" }])).toEqual([
      { code: "sek", kind: "added" },
      { code: "usd", kind: "ended" },
    ]);
  });
});

it("Stripe charges in currencies that have a name, each listed once", () => {
  expect(new Set(CHARGED_CURRENCIES).size).toBe(CHARGED_CURRENCIES.length);
  const names = new Intl.DisplayNames("en", { type: "currency", fallback: "none" });
  expect(CHARGED_CURRENCIES.filter((code) => !names.of(code.toUpperCase()))).toEqual([]);
});
