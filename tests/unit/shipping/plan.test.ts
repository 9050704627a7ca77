import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { currency } from "@/lib/base/money";
import type { DeliveryZone } from "@/lib/model/delivery";
import { differenceLine, planDifferences } from "@/lib/shipping/plan-differences";
import { planSchema } from "@/lib/shipping/plan-schema";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { anyPlan, DIVIDED, rateOf, zoneOfCountries } from "@/tests/support/delivery";

const linesOf = (...plans: Parameters<typeof planDifferences>) =>
  planDifferences(...plans).map(differenceLine);

/** The path of each problem, with what is wrong. */
const problemsOf = (...zones: unknown[]) =>
  planSchema
    .safeParse({ zones })
    .error?.issues.map(({ path, message }) => `${z.core.toDotPath(path)}: ${message}`) ?? [];

const withRates = (...rates: unknown[]) => ({ id: "z", countries: ["FR"], rates });
const steps = (...prices: unknown[]) => withRates({ ...rateOf("a", 1), prices });
const inFrance = (...postalCodes: string[]) => ({ postalCodes: { FR: postalCodes } });

describe("a merchant's delivery", () => {
  it("is taken as it is written", () => {
    for (const plan of [DIVIDED, standardPlan(currency("eur")), standardPlan(currency("kwd"))]) {
      expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    }
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(planSchema.parse(plan)).toEqual(plan);
      }),
    );
  });

  it.each<[string, unknown[], RegExp]>([
    ["an unknown field", [{ ...withRates(rateOf("a", 1)), weight: 1 }], /zones\[0\]: .*weight/],
    ["a country that is none", [zoneOfCountries("z", ["XX"])], /countries\[0\]: XX is not a country/],
    ["a country without Stripe", [zoneOfCountries("z", ["KP"])], /countries\[0\]: .*Stripe/],
    [
      "a country twice",
      [zoneOfCountries("a", ["FR"]), zoneOfCountries("b", ["DE", "FR"])],
      /zones\[1\]\.countries\[1\]: FR is in zone a already/,
    ],
    [
      "a postal code twice",
      [zoneOfCountries("a", ["FR"], inFrance("2a")), zoneOfCountries("b", [], inFrance("2 A"))],
      /zones\[1\]\.postalCodes\.FR\[0\]: .*zone a already/,
    ],
    [
      "a part without its rest",
      [zoneOfCountries("a", [], { regions: { US: ["AK"] } })],
      /zones\[0\]\.regions\.US: divides US/,
    ],
    [
      "a zone's id twice",
      [zoneOfCountries("a", ["FR"]), zoneOfCountries("a", ["DE"])],
      /zones\[1\]\.id: is there twice/,
    ],
    [
      "a rate's id twice",
      [withRates(rateOf("a", 1), { ...rateOf("b", 1), id: "a" })],
      /rates\[1\]\.id: is there twice/,
    ],
    [
      "a rate's name twice",
      [withRates(rateOf("a", 1), { ...rateOf("b", 1), name: { en: "Delivery b", de: "Versand a" } })],
      /rates\[1\]\.name: .*Versand a/,
    ],
    [
      "six rates",
      [withRates(...["a", "b", "c", "d", "e", "f"].map((id) => rateOf(id, 1)))],
      /rates: can be 5 at most/,
    ],
    ["no rates at all", [withRates()], /zones: must have a zone with rates/],
    [
      "days and hours",
      [withRates(rateOf("a", 1, { hours: [1, 2] }))],
      /rates\[0\]: says how long it takes by days or by hours/,
    ],
    [
      "a rate's country of another zone",
      [withRates(rateOf("a", 1, { countries: ["FR", "DE"] }))],
      /rates\[0\]\.countries\[1\]: DE is not in this zone/,
    ],
    [
      "a country without a rate",
      [zoneOfCountries("z", ["FR", "BE"], { rates: [rateOf("a", 1, { countries: ["FR"] })] })],
      /zones\[0\]\.rates: have none for BE/,
    ],
    [
      "a place without a city",
      [
        withRates({
          ...rateOf("a", 1),
          pickup: { address: { line1: "1", country: "FR" }, openingHours: { en: "x" } },
        }),
      ],
      /pickup\.address\.city/,
    ],
    ["days backwards", [withRates(rateOf("a", 1, { days: [4, 2] }))], /rates\[0\]\.days: must begin/],
    [
      "an amount that can't be charged",
      [steps({ price: { kwd: 1234 } })],
      /prices\[0\]\.price\.kwd: 1234 can't be charged/,
    ],
    ["a fraction", [withRates(rateOf("a", 4.9))], /price\.eur/],
    ["a name without English", [withRates({ ...rateOf("a", 1), name: { fr: "Livraison" } })], /name\.en/],
    [
      "a step after one without a limit",
      [steps({ price: { eur: 1 } }, { price: { eur: 2 } })],
      /prices\[0\]: has no limit/,
    ],
    [
      "steps that fall",
      [steps({ upToGrams: 2, price: { eur: 1 } }, { upToGrams: 2, price: { eur: 2 } })],
      /prices\[1\]: must reach further/,
    ],
    [
      "steps by both",
      [steps({ upToGrams: 2, price: { eur: 1 } }, { upTo: { eur: 2 }, price: { eur: 2 } })],
      /prices\[1\]: must go by/,
    ],
    [
      "a step by both",
      [steps({ upToGrams: 2, upTo: { eur: 2 }, price: { eur: 1 } })],
      /prices\[0\]: goes by/,
    ],
  ])("is refused with %s, by its path", (_, zones, problem) => {
    expect(problemsOf(...zones)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });
});

describe("the differences of two plans", () => {
  const [home, ...others] = DIVIDED.zones;
  const change = (changes: Partial<DeliveryZone>) => ({
    zones: [{ ...zoneOfCountries("home", ["FR", "BE"]), ...changes }, ...others],
  });

  it("are none of a plan and itself", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(planDifferences(plan, structuredClone(plan))).toEqual([]);
      }),
    );
  });

  it("name what is new, gone, changed or moved by ids", () => {
    expect(linesOf(DIVIDED, { zones: others })).toEqual([`- zones.home: ${JSON.stringify(home)}`]);
    expect(linesOf(DIVIDED, change({ rates: [rateOf("standard", 590)] }))).toEqual([
      "~ zones.home.rates.standard.prices[0].price.eur: 490 -> 590",
    ]);
    expect(linesOf(DIVIDED, change({ countries: ["FR"] }))).toEqual([
      '~ zones.home.countries: ["FR","BE"] -> ["FR"]',
    ]);
    const express = rateOf("express", 990);
    expect(linesOf(DIVIDED, change({ rates: [express, rateOf("standard", 490)] }))).toEqual([
      `+ zones.home.rates.express: ${JSON.stringify(express)}`,
    ]);
    expect(linesOf(DIVIDED, { zones: DIVIDED.zones.toReversed() })).toEqual(["~ zones: in another order"]);
  });
});
