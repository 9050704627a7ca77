import { describe, expect, it } from "vitest";
import { dayIn, isTimeZone, minuteIn, nextDay, startOfDay, timeZoneOf } from "@/lib/base/time-zone";

const start = (day: string, zone: string) => startOfDay(day, zone).toISOString();

describe("a day in a time zone", () => {
  it("begins at its own midnight, in summer and in winter", () => {
    expect(start("2026-07-01", "Europe/Paris")).toBe("2026-06-30T22:00:00.000Z");
    expect(start("2026-12-01", "Europe/Paris")).toBe("2026-11-30T23:00:00.000Z");
    expect(start("2026-12-01", "America/Los_Angeles")).toBe("2026-12-01T08:00:00.000Z");
    expect(start("2026-12-01", "Asia/Kathmandu")).toBe("2026-11-30T18:15:00.000Z");
  });

  it("begins later than midnight where clocks are put forward then", () => {
    expect(start("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  });

  it.each([
    "Europe/Paris",
    "America/New_York",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "UTC",
    "Pacific/Chatham",
  ])("begins where the day before ends: %s", (zone) => {
    for (let day = "2018-01-01"; day < "2019-03-01"; day = nextDay(day)) {
      const begin = startOfDay(day, zone);
      expect(dayIn(begin, zone)).toBe(day);
      expect(dayIn(new Date(begin.getTime() - 1), zone) < day).toBe(true);
    }
  });

  it("has the minutes that its clocks show", () => {
    expect(minuteIn(new Date("2026-11-28T23:05:00Z"), "Europe/Paris")).toBe("2026-11-29 00:05");
  });
});

describe("a country's time zone", () => {
  it("is known where all its clocks agree", () => {
    expect(timeZoneOf("FR")).toBe("Europe/Paris");
    expect(timeZoneOf("DE")).toBe("Europe/Berlin");
    expect(timeZoneOf("JP")).toBe("Asia/Tokyo");
    expect(timeZoneOf("US")).toBe("UTC");
  });

  it("has a name that exists", () => {
    expect(isTimeZone("Europe/Paris")).toBe(true);
    expect(isTimeZone("Europe/Lyon")).toBe(false);
  });
});
