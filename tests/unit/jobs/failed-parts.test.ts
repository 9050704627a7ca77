import { describe, expect, it } from "vitest";
import { failedParts, reportIn } from "@/lib/jobs/failed-parts";

describe("the answer of the cron route", () => {
  const parts = { events: { error: "StripeAPIError: no" }, jobs: 3, orders: { processed: 1 } };

  it("has its report, whether a part failed or not", () => {
    expect(reportIn({ jobs: 3 })).toEqual({ jobs: 3 });
    const incomplete = { code: "round_incomplete", message: "…", ...parts };
    expect(reportIn({ error: incomplete })).toEqual(incomplete);
  });

  it("is no report when no round ran", () => {
    expect(reportIn({ error: { code: "unauthorized", message: "…" } })).toBeNull();
    expect(reportIn(null)).toBeNull();
  });

  it("names each part that failed, and why", () => {
    expect(failedParts(parts)).toEqual([{ part: "events", why: "StripeAPIError: no" }]);
    expect(failedParts({ code: "round_incomplete", message: "…", jobs: 3 })).toEqual([]);
  });
});
