import { describe, expect, it } from "vitest";
import { prolongedUntil } from "@/lib/auth/sign-in-age";

const START = new Date("2026-01-01T00:00:00Z");
const day = (days: number) => new Date(START.getTime() + days * 24 * 60 * 60_000);
const begun = { createdAt: START, expiresAt: day(90) };

describe("a session", () => {
  it("is good for ninety more days from each visit", () => {
    expect(prolongedUntil(begun, day(30))).toEqual(day(120));
    expect(prolongedUntil({ createdAt: START, expiresAt: day(120) }, day(119))).toEqual(day(209));
  });

  it("is written at most once a day", () => {
    expect(prolongedUntil(begun, day(0.99))).toBeNull();
    expect(prolongedUntil(begun, day(1))).toEqual(day(91));
  });

  it("ends a year after signing in, however often its shopper comes", () => {
    let { expiresAt } = begun;
    for (let visit = 1; visit < 400; visit += 1) {
      expiresAt = prolongedUntil({ createdAt: START, expiresAt }, day(visit)) ?? expiresAt;
    }
    expect(expiresAt).toEqual(day(365));
  });

  it("that has ended stays ended", () => {
    expect(prolongedUntil(begun, day(90))).toBeNull();
    expect(prolongedUntil({ createdAt: START, expiresAt: day(365) }, day(366))).toBeNull();
  });
});
