import fc from "fast-check";
import type { DeliveryPlan, DeliveryRate, DeliveryZone } from "@/lib/model/delivery";

/** A rate in euros with one price for all carts, with `changes`. */
export const rateOf = (id: string, eur: number, changes: Partial<DeliveryRate> = {}): DeliveryRate => ({
  id,
  name: { en: `Delivery ${id}`, fr: `Livraison ${id}`, de: `Versand ${id}` },
  days: [2, 4],
  prices: [{ price: { eur } }],
  ...changes,
});

export const zoneOfCountries = (
  id: string,
  countries: string[],
  changes: Partial<DeliveryZone> = {},
): DeliveryZone => ({ id, countries, rates: [rateOf("standard", 490)], ...changes });

/** France with Corsica and without its overseas; the United States with Alaska apart; Belgium. */
export const DIVIDED: DeliveryPlan = {
  zones: [
    zoneOfCountries("home", ["FR", "BE"]),
    zoneOfCountries("corsica", [], { postalCodes: { FR: ["20"] }, rates: [rateOf("standard", 1490)] }),
    zoneOfCountries("overseas", [], { postalCodes: { FR: ["97", "98"] }, rates: [] }),
    zoneOfCountries("states", ["US"], { rates: [rateOf("standard", 1990)] }),
    zoneOfCountries("alaska", [], { regions: { US: ["AK"] }, rates: [rateOf("standard", 2990)] }),
  ],
};

const COUNTRIES = ["FR", "BE", "DE", "CH", "US", "CA", "BR", "IN", "ZA", "NZ"];

const anyRate = (index: number): fc.Arbitrary<DeliveryRate> =>
  fc
    .record({
      soonest: fc.integer({ min: 1, max: 9 }),
      more: fc.nat({ max: 9 }),
      limits: fc.uniqueArray(fc.integer({ min: 1, max: 30_000 }), { maxLength: 3 }),
      by: fc.constantFrom("weight", "amount"),
      prices: fc.array(fc.nat({ max: 9_000 }), { minLength: 4, maxLength: 4 }),
      freeFrom: fc.option(fc.nat({ max: 20_000 })),
    })
    .map(({ soonest, more, limits, by, prices, freeFrom }) => {
      const steps = limits
        .sort((a, b) => a - b)
        .map((limit) => (by === "weight" ? { upToGrams: limit } : { upTo: { eur: limit } }));
      return rateOf(`rate-${index}`, 0, {
        days: [soonest, soonest + more],
        prices: [...steps, {}].map((step, number) => ({ ...step, price: { eur: prices[number] ?? 0 } })),
        ...(freeFrom !== null && { freeFrom: { eur: freeFrom } }),
      });
    });

/** A valid plan in euros: each country is in one zone, and some are divided by postal codes. */
export const anyPlan: fc.Arbitrary<DeliveryPlan> = fc
  .record({
    homes: fc.array(fc.nat({ max: 2 }), { minLength: COUNTRIES.length, maxLength: COUNTRIES.length }),
    rates: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }),
    divided: fc.subarray(COUNTRIES),
  })
  .chain(({ homes, rates, divided }) =>
    fc
      .tuple(
        ...rates.map((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyRate(index)))),
      )
      .map((found) => {
        const zones = found.map((own, zone) =>
          zoneOfCountries(
            `zone-${zone}`,
            COUNTRIES.filter((_, index) => homes[index] === zone),
            { rates: own },
          ),
        );
        if (divided.length === 0) return { zones };
        const postalCodes = Object.fromEntries(
          divided.map((country, index) => [country, [`${index}`, `9${index}`]]),
        );
        return { zones: [...zones, zoneOfCountries("parts", [], { postalCodes, rates: [] })] };
      }),
  );
