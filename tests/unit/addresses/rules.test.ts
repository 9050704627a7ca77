import { describe, expect, it } from "vitest";
import { z } from "zod";
import { textsFor } from "@/i18n/texts.server";
import { addressProblems, addressRule, isEnoughForTax, storedState } from "@/lib/addresses/check";
import { partKey } from "@/lib/addresses/part-name";
import rules from "@/lib/addresses/rules.json";
import { problemsText } from "@/lib/addresses/texts";
import { PART_NAMES } from "@/lib/addresses/types";
import { currency } from "@/lib/base/money";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { servedCountries } from "@/lib/shipping/zones";
import { readRules } from "@/scripts/address-rules/read-rules";
import { addressIn, GOOD_PARTS } from "@/tests/support/addresses";

const STANDARD_COUNTRIES = servedCountries(standardPlan(currency("eur")));

describe("The rules of addresses", () => {
  it("are the package's, for every country that the store delivers to", async () => {
    expect(rules).toEqual(await readRules());
    expect(Object.keys(rules).sort()).toEqual([...STANDARD_COUNTRIES].sort());
    expect(Object.keys(GOOD_PARTS).sort()).toEqual([...STANDARD_COUNTRIES].sort());
  });

  it("have the shape that the store reads", () => {
    const part = z.strictObject({ name: z.enum(PART_NAMES), required: z.boolean() });
    const choice = z.strictObject({
      value: z.string().min(1),
      name: z.string().min(1),
      names: z.record(z.string(), z.string()).optional(),
      also: z.array(z.string()).optional(),
    });
    z.record(
      z.string(),
      z.strictObject({
        postalCode: part.extend({ pattern: z.string().transform((text) => new RegExp(text)) }).nullable(),
        city: part.nullable(),
        state: part.extend({ choices: z.array(choice) }).nullable(),
      }),
    ).parse(rules);
    expect(Object.keys(textsFor("en", "addresses").names).sort()).toEqual([...PART_NAMES].sort());
  });

  it.each([...STANDARD_COUNTRIES])(
    "take a good address in %s, and tell each part that is missing",
    (country) => {
      const good = addressIn(country);
      const rule = addressRule(country);
      expect(addressProblems(good)).toEqual({});
      expect(addressProblems({ ...good, line1: " " })).toEqual({ line1: "required" });
      for (const part of ["postalCode", "city", "state"] as const) {
        const missing = rule?.[part]?.required ? { [part]: "required" } : {};
        expect(addressProblems({ ...good, [part]: null })).toEqual(missing);
      }
      const wrongCode = rule?.postalCode ? { postalCode: "postal_code" } : {};
      expect(addressProblems({ ...good, postalCode: "no code" })).toEqual(wrongCode);
    },
  );

  it.each([
    ["US", "state", true],
    ["CA", "state", true],
    ["AU", "state", true],
    ["HK", "postalCode", false],
    ["HK", "city", false],
    ["IE", "postalCode", false],
    ["IE", "city", true],
    ["SG", "city", false],
    ["SG", "postalCode", true],
    ["JP", "postalCode", true],
  ] as const)("of %s: %s needed %s", (country, part, needed) => {
    expect(addressRule(country)?.[part]?.required ?? false).toBe(needed);
  });

  it.each([
    ["US", "95014-1234"],
    ["GB", "sw1a1aa"],
    ["NL", "1012AB"],
    ["PL", "00001"],
    ["PT", "1100001"],
    ["LV", "1010"],
    ["LU", "1234"],
    ["SE", "SE-111 22"],
    ["JP", "1500001"],
    ["JP", "１５０-０００１"],
    ["CA", "h3z2y7"],
    ["FR", "75 009"],
    ["DE", "D-10117"],
    ["IE", "D02X285"],
  ])("of %s read the postal code %s as people write it", (country, postalCode) => {
    expect(addressProblems({ ...addressIn(country), postalCode })).toEqual({});
  });

  it.each([
    ["US", "950141234x"],
    ["GB", "SW1A"],
    ["FR", "7500"],
    ["SG", "23880"],
  ])("of %s take no postal code like %s", (country, postalCode) => {
    expect(addressProblems({ ...addressIn(country), postalCode })).toEqual({ postalCode: "postal_code" });
  });

  it.each([
    ["US", "new york", "NY"],
    ["US", "NY", "NY"],
    ["CA", "Québec", "QC"],
    ["CA", "Colombie-Britannique", "BC"],
    ["AU", "new south wales", "NSW"],
    ["JP", "東京都", "Tokyo"],
    ["HK", "九龍", "Kowloon"],
    ["IE", "co. cork", "Co. Cork"],
    ["FR", " Bretagne ", "Bretagne"],
  ])("of %s know the state %s", (country, typed, stored) => {
    expect(storedState(country, typed)).toBe(stored);
  });

  it("take no state of another country where one is needed, and any where it may be left out", () => {
    expect(addressProblems({ ...addressIn("US"), state: "Bavaria" })).toEqual({ state: "state" });
    expect(addressProblems({ ...addressIn("JP"), state: "somewhere" })).toEqual({});
  });

  it("say when tax can be worked out: before the rest is typed, and not without a state where it counts", () => {
    const begun = { line1: null, city: null, postalCode: null, state: null };
    expect(isEnoughForTax({ ...begun, country: "FR" })).toBe(true);
    expect(isEnoughForTax({ ...begun, country: "US" })).toBe(false);
    expect(isEnoughForTax({ ...begun, country: "US", state: "NY" })).toBe(true);
  });

  it("are told by the names that the country has for its parts", () => {
    expect(partKey("postalCode", addressRule("US"))).toBe("zip");
    expect(partKey("postalCode", addressRule("IE"))).toBe("eircode");
    expect(partKey("state", addressRule("JP"))).toBe("prefecture");
    expect(problemsText({ state: "required", postalCode: "postal_code" }, "US", "en")).toBe(
      "ZIP code: Please check it: it does not look right for this country. State: Please fill this in.",
    );
    expect(problemsText({ state: "required" }, "US", "fr")).toBe("État\u00a0: Veuillez remplir ce champ.");
  });
});

it.each(["XX", "ZZ", "EU", "fr", "FRA", ""])("%j is no country, so there is no rule for it", (code) => {
  expect(addressRule(code)).toBeNull();
});
it.each(["FR", "BR", "XK"])("%s is a country, with a rule of its own or the one for others", (code) => {
  expect(addressRule(code)).not.toBeNull();
});
