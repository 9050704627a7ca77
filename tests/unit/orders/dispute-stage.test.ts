import { describe, expect, it } from "vitest";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";

describe("the stage of a dispute", () => {
  it.each([
    ["warning_needs_response", "inquiry"],
    ["warning_under_review", "inquiry"],
    ["needs_response", "open"],
    ["under_review", "open"],
    ["a_status_that_ends_in_warning_", "open"],
  ])("that Stripe calls %s, and nobody has decided, is %s", (status, stage) => {
    expect(disputeStage({ outcome: null, status })).toBe(stage);
  });

  it("is its outcome once it is decided, whatever Stripe calls it", () => {
    for (const outcome of ["won", "lost", "closed"] as const) {
      expect(disputeStage({ outcome, status: "warning_closed" })).toBe(outcome);
      expect(disputeStage({ outcome, status: outcome })).toBe(outcome);
    }
  });
});
