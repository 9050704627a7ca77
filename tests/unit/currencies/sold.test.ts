import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { soldBeside } from "@/lib/currencies/sold";
import { currenciesSchema } from "@/lib/model/shop-currencies";

const list = currenciesSchema.parse({
  unit: "eur",
  rates: { eur: { rate: 1 }, usd: { rate: 1.1, countries: ["US"] }, jpy: { rate: 160 }, isk: { rate: 150 } },
});
const sold = (own: string, taxIsAdded = false) =>
  soldBeside(currency(own), list, taxIsAdded).map(({ code, conversion }) => [code, conversion.rate]);

describe("the currencies beside a store's own", () => {
  it("are all others of the list, by the rates of both", () => {
    expect(sold("eur")).toEqual([
      ["usd", 1.1],
      ["jpy", 160],
      ["isk", 150],
    ]);
    expect(sold("usd")).toEqual([
      ["eur", 1 / 1.1],
      ["jpy", 160 / 1.1],
      ["isk", 150 / 1.1],
    ]);
  });

  it("are none without a list, or where the list does not know the store's own", () => {
    expect(soldBeside(currency("eur"), null, false)).toEqual([]);
    expect(sold("brl")).toEqual([]);
  });

  it("are no currencies of whole units where a tax is added", () => {
    expect(sold("eur", true).map(([code]) => code)).toEqual(["usd", "jpy"]);
  });
});

describe("a list of currencies", () => {
  const refused = (input: unknown) =>
    currenciesSchema
      .safeParse(input)
      .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

  it.each([
    [{ unit: "EUR", rates: {} }, "unit: must be a currency in lower case, as usd"],
    [{ unit: "eur", rates: { eur: { rate: 2 } } }, "rates.eur.rate: must be 1, as it is the unit"],
    [{ unit: "eur", rates: { usd: { rate: 0 } } }, "rates.usd.rate: must be above 0"],
    [
      { unit: "eur", rates: { usd: { rate: 1, countries: ["US"] }, gbp: { rate: 1, countries: ["US"] } } },
      "rates.gbp.countries: names US, as usd does",
    ],
  ])("is refused with the field named: %o", (input, problem) => {
    expect(refused(input)).toContain(problem);
  });
});
