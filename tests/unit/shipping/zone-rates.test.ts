import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import type { DeliveryRate } from "@/lib/model/delivery";
import { cheapestDelivery } from "@/lib/model/rate-choice";
import { gramsOf, zoneRates } from "@/lib/shipping/zone-rates";
import { anyPlan, rateOf, zoneOfCountries } from "@/tests/support/delivery";

const eur = currency("eur");

const TO = { country: "FR", tax: "none" as const };

function priceOf(rate: DeliveryRate, goods: number, grams = 0, code = "eur"): number | null {
  const zone = zoneOfCountries("z", ["FR"], { rates: [rate] });
  return zoneRates(zone, { ...TO, currency: currency(code), goods, grams }, "fr")[0]?.amount ?? null;
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
  expect(zoneRates(zone, { ...TO, currency: eur, goods: 1, grams: 1 }, "de")).toEqual([
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
        const offered = zoneRates(zone, { ...TO, currency: eur, goods, grams }, "en");
        expect(offered.map(({ speed }) => speed)).toEqual(zone.rates.map(({ id }) => id));
        for (const { amount } of offered) expect(amount).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

describe("a pick-up", () => {
  const place = (country: string) => ({
    address: { line1: "1 rue A", line2: null, postalCode: null, city: "B", state: null, country },
    openingHours: { en: "Always", de: "Immer" },
  });
  const offered = (rates: DeliveryRate[], country: string, tax: "none" | "included" | "stripe" = "none") =>
    zoneRates(
      zoneOfCountries("z", ["FR", "BE", "US"], { rates }),
      { country, currency: eur, goods: 1, grams: 1, tax },
      "de",
    );
  const collect = rateOf("collect", 0, {
    days: undefined,
    hours: [2, 24],
    pickup: place("FR"),
    countries: ["FR"],
  });

  it("says where and when, in the shopper's language, after what is sent", () => {
    expect(offered([collect, rateOf("sent", 490)], "FR")).toEqual([
      { speed: "sent", name: "Versand sent", amount: 490, minDays: 2, maxDays: 4 },
      {
        speed: "collect",
        name: "Versand collect",
        amount: 0,
        minDays: 0,
        maxDays: 1,
        hours: [2, 24],
        pickup: { address: place("FR").address, openingHours: "Immer" },
      },
    ]);
  });

  it("is offered to its countries only", () => {
    expect(offered([collect], "BE")).toEqual([]);
    expect(offered([rateOf("sent", 490, { countries: ["BE"] })], "FR")).toEqual([]);
  });

  it.each([
    ["FR", "FR", 1],
    ["FR", "BE", 0],
    ["US", "US", 0],
  ])("in %s, with Stripe Tax, to a shopper in %s: %i", (at, country, count) => {
    const rate = rateOf("collect", 0, { pickup: place(at) });
    expect(offered([rate], country, "stripe")).toHaveLength(count);
    expect(offered([rate], country, "included")).toHaveLength(1);
  });
});

describe("the cheapest delivery", () => {
  const pickup = {
    address: { line1: null, line2: null, postalCode: null, city: null, state: null, country: "FR" },
    openingHours: "",
  };

  it("is one to the door, unless there is none", () => {
    const [collected, sent] = [{ amount: 0, pickup }, { amount: 490 }];
    expect(cheapestDelivery([collected, sent, { amount: 990 }])).toBe(sent);
    expect(cheapestDelivery([{ amount: 100, pickup }, collected])).toBe(collected);
    expect(cheapestDelivery([])).toBeNull();
  });
});
