import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { countriesOfZone, SHIPPING_COUNTRIES, zoneRates } from "@/lib/shipping/rates";

const amounts = (country: string, code: string) =>
  zoneRates(country, currency(code)).map((rate) => rate.amount);

describe("delivery", () => {
  it("costs what its zone costs, standard first, in minor units of the store's currency", () => {
    expect(amounts("FR", "eur")).toEqual([490, 990]);
    expect(amounts("DE", "eur")).toEqual([890, 1790]);
    expect(amounts("FR", "jpy")).toEqual([784, 1584]);
  });

  it("ends in 0 where Stripe wants three-decimal amounts to", () => {
    for (const country of SHIPPING_COUNTRIES) {
      for (const amount of amounts(country, "kwd")) expect(amount % 10).toBe(0);
    }
  });

  it("is offered only to countries that share the rates, the chosen one first", () => {
    for (const country of SHIPPING_COUNTRIES) {
      const zone = countriesOfZone(country);
      expect(zone[0]).toBe(country);
      for (const other of zone) expect(amounts(other, "eur")).toEqual(amounts(country, "eur"));
    }
  });

  it("does not go everywhere", () => {
    expect(zoneRates("AQ", currency("eur"))).toEqual([]);
    expect(countriesOfZone("AQ")).toEqual([]);
  });
});
