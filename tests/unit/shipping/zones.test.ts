import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import type { Destination } from "@/lib/model/delivery";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { zoneRates } from "@/lib/shipping/zone-rates";
import { countriesWith, isInZone, placeKey, servedCountries, zoneOf } from "@/lib/shipping/zones";
import { DIVIDED, zoneOfCountries } from "@/tests/support/delivery";

const eur = currency("eur");

describe("the zone of a destination", () => {
  it.each<[Destination, string | null]>([
    [{ country: "FR" }, "home"],
    [{ country: "FR", postalCode: "75011" }, "home"],
    [{ country: "FR", postalCode: "20090" }, "corsica"],
    [{ country: "FR", postalCode: " 20 090" }, "corsica"],
    [{ country: "FR", postalCode: "97400" }, null],
    [{ country: "BE", postalCode: "2000" }, "home"],
    [{ country: "US", state: "NY", postalCode: "10001" }, "states"],
    [{ country: "US", state: "ak", postalCode: "99501" }, "alaska"],
    [{ country: "CA" }, null],
  ])("%j: %s", (to, id) => {
    expect(zoneOf(DIVIDED, to)?.id ?? null).toBe(id);
  });

  it("is the more exact one, whatever the order of the zones", () => {
    const plan = {
      zones: [
        zoneOfCountries("north", [], { postalCodes: { GB: ["BT"] } }),
        zoneOfCountries("britain", ["GB"]),
        zoneOfCountries("town", [], { postalCodes: { GB: ["BT1"] } }),
        zoneOfCountries("region", [], { regions: { GB: ["Northern Ireland"] } }),
      ],
    };
    const to = { country: "GB", postalCode: "bt1 5gs", state: "northern ireland" };
    expect(zoneOf(plan, to)?.id).toBe("town");
    expect(zoneOf(plan, { ...to, postalCode: "BT30 1AA" })?.id).toBe("north");
    expect(zoneOf(plan, { ...to, postalCode: "" })?.id).toBe("region");
    expect(zoneOf(plan, { country: "GB" })?.id).toBe("britain");
  });
});

describe("a quoted zone", () => {
  it("holds for its own places, and for no part of them that is in another zone", () => {
    const home = zoneOf(DIVIDED, { country: "BE" });
    if (!home) throw new Error("Belgium is in no zone");
    expect(home.except).toEqual({ postalCodes: { FR: ["20", "97", "98"] } });
    expect(isInZone(home, { country: "FR", postalCode: "69001" })).toBe(true);
    expect(isInZone(home, { country: "FR", postalCode: "20090" })).toBe(false);
    expect(isInZone(home, { country: "FR", postalCode: "97400" })).toBe(false);
    expect(isInZone(home, { country: "US" })).toBe(false);
  });

  it("asks for the postal code only where it matters", () => {
    expect(placeKey({ country: "FR", postalCode: "75011", state: null }, true)).toBe("FR 75011");
    expect(placeKey({ country: "FR", postalCode: "75011", state: null }, false)).toBe("FR");
  });
});

it("a place without rates is not among those served, but a divided country is", () => {
  const plan = { zones: [...DIVIDED.zones, zoneOfCountries("never", ["CA"], { rates: [] })] };
  expect(servedCountries(plan)).toEqual(["FR", "BE", "US"]);
});

describe("the standard plan", () => {
  const amounts = (country: string, code: string) => {
    const its = currency(code);
    const zone = zoneOf(standardPlan(its), { country });
    return (
      zone &&
      zoneRates(zone, { country, currency: its, goods: 0, grams: 0, tax: "none" }, "en").map(
        ({ amount }) => amount,
      )
    );
  };

  it("costs what its zone costs, standard first, in minor units of the store's currency", () => {
    expect(amounts("FR", "eur")).toEqual([490, 990]);
    expect(amounts("DE", "eur")).toEqual([890, 1790]);
    expect(amounts("US", "eur")).toEqual([1490, 3200]);
    expect(amounts("JP", "eur")).toEqual([1890, 3800]);
    expect(amounts("FR", "jpy")).toEqual([784, 1584]);
    expect(amounts("AQ", "eur")).toBeNull();
  });

  it("offers a country only together with those that share its rates, the chosen one first", () => {
    const plan = standardPlan(eur);
    for (const country of servedCountries(plan)) {
      const zone = zoneOf(plan, { country });
      const others = zone ? countriesWith(zone, country) : [];
      expect(others[0]).toBe(country);
      for (const other of others) expect(amounts(other, "eur")).toEqual(amounts(country, "eur"));
    }
  });
});
