import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { nextDay, startOfDay } from "@/lib/base/time-zone";
import { dayBefore, periodsOf, readOverviewRange, STEPS } from "@/lib/desk/overview/overview-range";
import { piecesOf } from "@/lib/sums/pieces";

const eur = currency("eur");
const TODAY = "2026-11-28";
const read = (query: string) => readOverviewRange(new URLSearchParams(query), TODAY, eur);

describe("the range of the overview", () => {
  it("is the last thirty days where nothing is asked", () => {
    expect(read("")).toEqual({
      range: { from: "2026-10-30", to: TODAY, step: "day", currency: eur },
      ignored: [],
    });
  });

  it("ends today at the latest", () => {
    expect(read("from=2026-11-01&to=2027-01-01").range).toMatchObject({ from: "2026-11-01", to: TODAY });
  });

  it("names what it can't take, and takes the rest", () => {
    const { range, ignored } = read("from=2026-02-30&to=2026-11-20&step=year&currency=pounds");
    expect(range).toEqual({ from: "2026-10-22", to: "2026-11-20", step: "day", currency: eur });
    expect(ignored.toSorted()).toEqual(["currency", "from", "step"]);
    expect(read("from=2026-11-20&to=2026-11-01").ignored).toEqual(["from"]);
    expect(read("from=1999-12-31").ignored).toEqual(["from"]);
  });

  it("has larger steps where there would be too many, and says so", () => {
    expect(read("from=2026-01-01")).toMatchObject({ range: { step: "week" }, ignored: ["step"] });
    expect(read("from=2020-01-01&step=week")).toMatchObject({ range: { step: "month" }, ignored: ["step"] });
    const longest = read("from=2000-01-01&step=month");
    expect(longest).toMatchObject({ range: { from: "2016-12-01" }, ignored: ["from"] });
    expect(periodsOf(longest.range)).toHaveLength(120);
  });
});

describe("the steps of a range", () => {
  it("begin weeks on Monday, and months on their first", () => {
    const range = { from: "2026-11-04", to: "2026-11-17", currency: eur };
    expect(periodsOf({ ...range, step: "week" })).toEqual([
      { from: "2026-11-04", to: "2026-11-08" },
      { from: "2026-11-09", to: "2026-11-15" },
      { from: "2026-11-16", to: "2026-11-17" },
    ]);
    expect(periodsOf({ ...range, from: "2026-10-31", step: "month" })).toEqual([
      { from: "2026-10-31", to: "2026-10-31" },
      { from: "2026-11-01", to: "2026-11-17" },
    ]);
  });

  it("compares whole months with whole months, and days with as many days", () => {
    const months = { from: "2026-02-01", to: TODAY, step: "month", currency: eur } as const;
    const toBefore = dayBefore(months, TODAY);
    expect([months.from, "2026-02-28", "2026-05-31", TODAY].map(toBefore)).toEqual([
      "2025-04-01",
      "2025-04-30",
      "2025-07-31",
      "2026-01-28",
    ]);
    expect(dayBefore({ ...months, step: "day" }, TODAY)(TODAY)).toBe("2026-01-31");
  });

  const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => {
    const at = new Date(Date.UTC(2002, 0, 1 + days));
    return at.toISOString().slice(0, 10);
  });

  it("have each day once, as have the steps before", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 800 }), fc.constantFrom(...STEPS), (from, days, step) => {
        const last = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
        const { range } = readOverviewRange(new URLSearchParams({ from, to: last, step }), "2030-01-01", eur);
        const toBefore = dayBefore(range, "2030-01-01");
        const periods = periodsOf(range);
        const before = periods.map((period) => ({ from: toBefore(period.from), to: toBefore(period.to) }));
        for (const list of [periods, before]) {
          for (const [place, period] of list.entries()) {
            expect(period.from <= period.to).toBe(true);
            const next = list[place + 1];
            if (next) expect(nextDay(period.to)).toBe(next.from);
          }
        }
        expect([periods[0]?.from, periods.at(-1)?.to]).toEqual([range.from, range.to]);
        expect(nextDay(before.at(-1)?.to ?? "")).toBe(range.from);
      }),
    );
  });
});

describe("the pieces of a span", () => {
  const MINUTES = 15;
  const anyTime = fc
    .integer({ min: 0, max: 4 * 24 * 800 })
    .map((quarters) => new Date(Date.UTC(2025, 0, 1, 0, quarters * MINUTES)));

  it("follow one another, are of their grain, and are few", () => {
    fc.assert(
      fc.property(anyTime, anyTime, (one, other) => {
        const [first, end] = one < other ? [one, other] : [other, one];
        const pieces = piecesOf({ first, end });
        let at = first;
        for (const piece of pieces) {
          expect(piece.first).toEqual(at);
          at = piece.end;
        }
        expect(at).toEqual(end);
        expect(pieces.length).toBeLessThanOrEqual(7);
        for (const { grain, first: begins } of pieces) {
          const text = begins.toISOString();
          if (grain === "month") expect(text).toMatch(/-01T00:00:00\.000Z$/);
          if (grain === "day") expect(text).toMatch(/T00:00:00\.000Z$/);
          if (grain === "hour") expect(text).toMatch(/:00:00\.000Z$/);
        }
      }),
    );
  });

  it("make a day of any time zone of whole pieces", () => {
    for (const zone of ["Pacific/Auckland", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]) {
      const span = { first: startOfDay("2026-09-27", zone), end: startOfDay("2026-09-28", zone) };
      const pieces = piecesOf(span);
      expect([pieces[0]?.first, pieces.at(-1)?.end], zone).toEqual([span.first, span.end]);
    }
  });
});
