import { describe, expect, it } from "vitest";
import { whichEvents } from "@/scripts/events/which";

const NOW = new Date("2026-11-27T12:00:00Z");

describe("which events are replayed", () => {
  it.each([
    ["2026-11-26", "2026-11-26T00:00:00.000Z"],
    ["2026-11-26T08:30Z", "2026-11-26T08:30:00.000Z"],
    ["90m", "2026-11-27T10:30:00.000Z"],
    ["36h", "2026-11-26T00:00:00.000Z"],
    ["3d", "2026-11-24T12:00:00.000Z"],
  ])("is said by a time: %s", (since, time) => {
    expect(whichEvents({ since }, NOW)).toEqual({ since: new Date(time) });
  });

  it("is said by types, and is all that is unprocessed when nothing is said", () => {
    const type = ["charge.refunded", "refund.failed"];
    expect(whichEvents({ type }, NOW)).toEqual({ types: type });
    expect(whichEvents({}, NOW)).toEqual({});
  });

  it.each(["", "yesterday", "5", "5w", "2026-13-01", "2026-11-26 08:00", "2026-11-26T08:00"])(
    "is never guessed: %j is no time",
    (since) => {
      expect(() => whichEvents({ since }, NOW)).toThrow(/is no time\n.*--since/);
    },
  );

  it("is neither in the future nor of a type that the store does not handle", () => {
    expect(() => whichEvents({ since: "2026-11-28" }, NOW)).toThrow("is in the future");
    expect(() => whichEvents({ type: ["invoice.paid"] }, NOW)).toThrow(/no invoice\.paid.*:\n/);
  });
});
