import { describe, expect, it } from "vitest";
import { obliges } from "@/lib/legal/agreement.server";

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
});
