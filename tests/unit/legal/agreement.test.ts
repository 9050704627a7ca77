import { describe, expect, it } from "vitest";
import { agreementNow, obliges } from "@/lib/legal/agreement.server";
import { legalPage } from "@/lib/legal/legal-page.server";

describe("the EU's rules for consumers", () => {
  it.each([
    ["FR", 100, true],
    ["NO", 100, true],
    ["US", 100, false],
    ["GB", 100, false],
    ["CH", 100, false],
    ["FR", 0, false],
  ])("hold for an order to %s of %i: %s", (country, total, holds) => {
    expect(obliges({ country, total })).toBe(holds);
  });

  it("have the store keep which texts were shown, in which language and when", () => {
    const now = new Date("2026-11-27T12:00:00Z");
    expect(agreementNow("fr", now)).toEqual({
      terms: legalPage("terms", "fr").version,
      returns: legalPage("returns", "fr").version,
      locale: "fr",
      shownAt: "2026-11-27T12:00:00.000Z",
    });
  });
});
