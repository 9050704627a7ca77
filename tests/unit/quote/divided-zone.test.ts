import { describe, expect, it } from "vitest";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { zoneOf } from "@/lib/shipping/zones";
import { rateOf, zoneOfCountries } from "@/tests/support/delivery";
import { aQuote } from "@/tests/support/quotes";

const PLAN = {
  zones: [
    zoneOfCountries("home", ["FR", "BE"]),
    zoneOfCountries("corsica", [], { postalCodes: { FR: ["20"] }, rates: [rateOf("standard", 490)] }),
    zoneOfCountries("states", ["US"]),
  ],
};

const fingerprintIn = (country: string, postalCode: string | null = null) => {
  const zone = zoneOf(PLAN, { country, postalCode });
  if (!zone) throw new Error(`${country} is in no zone`);
  return quoteFingerprint(aQuote({ country, zone }));
};

describe("a quote's fingerprint", () => {
  it("tells two parts of a country apart, also where they cost the same", () => {
    expect(fingerprintIn("FR", "20090")).not.toBe(fingerprintIn("FR", "75011"));
    expect(fingerprintIn("FR", "75011")).toBe(fingerprintIn("FR"));
  });

  it("is that of a quote of an earlier version where no country is divided", () => {
    expect(fingerprintIn("US")).toBe(quoteFingerprint(aQuote({ country: "US" })));
  });
});
