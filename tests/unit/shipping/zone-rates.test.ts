import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import type { DeliveryRate } from "@/lib/model/delivery";
import { gramsOf, zoneRates } from "@/lib/shipping/zone-rates";
import { anyPlan, rateOf, zoneOfCountries } from "@/tests/support/delivery";

const eur = currency("eur");

function priceOf(rate: DeliveryRate, goods: number, grams = 0, code = "eur"): number | null {
  const zone = zoneOfCountries("z", ["FR"], { rates: [rate] });
  return zoneRates(zone, { currency: currency(code), goods, grams }, "fr")[0]?.amount ?? null;
}

describe("a rate", () => {
  const byWeight = rateOf("a", 0, {
    prices: [
      { upToGrams: 2000, price: { eur: 490 } },
      { upToGrams: 30_000, price: { eur: 990 } },
    ],
  });
  const byAmount = rateOf("a", 0, {
    prices: [{ upTo: { eur: 5000 }, price: { eur: 490 } }, { price: { eur: 290 } }],
  });

  it.each([
    [0, 490],
    [2000, 490],
    [2001, 990],
    [30_000, 990],
    [30_001, null],
  ])("by weight: %i grams cost %s", (grams, price) => {
    expect(priceOf(byWeight, 100, grams)).toBe(price);
  });

  it.each([
    [0, 490],
    [5000, 490],
    [5001, 290],
  ])("by the goods' amount: %i cost %i", (goods, price) => {
    expect(priceOf(byAmount, goods)).toBe(price);
  });

  it("is free from an amount on, to the cent", () => {
    const rate = rateOf("a", 490, { freeFrom: { eur: 6000 } });
    expect(priceOf(rate, 5999)).toBe(490);
    expect(priceOf(rate, 6000)).toBe(0);
  });

  it("is not on offer in a currency that it has no price in", () => {
    expect(priceOf(rateOf("a", 490), 100, 0, "usd")).toBeNull();
    expect(priceOf(byAmount, 100, 0, "usd")).toBeNull();
  });
});

it("rates are in the zone's order with the shopper's names", () => {
  const zone = zoneOfCountries("z", ["FR"], { rates: [rateOf("b", 990), rateOf("a", 490)] });
  expect(zoneRates(zone, { currency: eur, goods: 1, grams: 1 }, "de")).toEqual([
    { speed: "b", name: "Versand b", amount: 990, minDays: 2, maxDays: 4 },
    { speed: "a", name: "Versand a", amount: 490, minDays: 2, maxDays: 4 },
  ]);
});

it("goods of unknown weight weigh nothing", () => {
  expect(gramsOf([{ grams: 300, quantity: 3 }, { quantity: 2 }])).toBe(900);
});

it("every cart fits in a rate whose last step has no limit", () => {
  fc.assert(
    fc.property(anyPlan, fc.nat({ max: 90_000 }), fc.nat({ max: 90_000 }), ({ zones }, goods, grams) => {
      for (const zone of zones) {
        const offered = zoneRates(zone, { currency: eur, goods, grams }, "en");
        expect(offered.map(({ speed }) => speed)).toEqual(zone.rates.map(({ id }) => id));
        for (const { amount } of offered) expect(amount).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
