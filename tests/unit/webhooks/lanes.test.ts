import { describe, expect, it } from "vitest";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { LANE_TYPES, MAX_LISTED_TYPES } from "@/lib/webhooks/lanes";

describe("the lanes of events", () => {
  it("hold each type that the store acts on once, but for those of the books, which read lists of their own", () => {
    const looked = HANDLED_EVENTS.filter((type) => !type.startsWith("payout."));
    expect(Object.values(LANE_TYPES).flat().sort()).toEqual([...looked].sort());
  });

  it.each(Object.entries(LANE_TYPES))("can each be asked for in one call: %s", (_, types) => {
    expect(types.length).toBeGreaterThan(0);
    expect(types.length).toBeLessThanOrEqual(MAX_LISTED_TYPES);
  });
});
