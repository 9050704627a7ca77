import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareTiers,
  type DaySpending,
  dayOf,
  earnedTier,
  firstDay,
  higherTier,
  startOf,
  tierChange,
} from "@/lib/customers/loyalty/tier";
import { programSchema } from "@/lib/model/loyalty-program";
import { anyProgram, anySpending, program, referenceTier, TODAY } from "@/tests/support/loyalty";

const RUNS = { numRuns: 1000 };
const earned = (spending: readonly DaySpending[], rules = program(), today = TODAY) =>
  earnedTier(spending, rules, "eur", today);
const ago = (days: number, amount: number): DaySpending => ({ day: TODAY - days, amount });

describe("an earned tier, whatever the program is,", () => {
  it("is the best of the days of grace, each by what was spent before it", () => {
    fc.assert(
      fc.property(anySpending, anyProgram, (spending, rules) => {
        expect(earned(spending, rules).tier).toBe(referenceTier(spending, rules, TODAY));
      }),
      RUNS,
    );
  });

  it("is never lowered by more spending, on whatever day, nor raised by money that went back", () => {
    fc.assert(
      fc.property(anySpending, anyProgram, anySpending, (spending, rules, more) => {
        const [less, all] = [earned(spending, rules), earned([...spending, ...more], rules)];
        expect(compareTiers(all.tier, less.tier)).toBeGreaterThanOrEqual(0);
        if (all.tier === less.tier && less.lasts) {
          expect(all.lasts?.lastDay).toBeGreaterThanOrEqual(less.lasts.lastDay);
        }
      }),
      RUNS,
    );
  });

  it("is never raised by time alone, and falls on the day after its last one, no sooner", () => {
    fc.assert(
      fc.property(anySpending, anyProgram, (spending, rules) => {
        const { tier, lasts } = earned(spending, rules);
        for (let day = TODAY; day <= TODAY + 30; day += 1) {
          const later = earned(spending, rules, day);
          if (lasts && day <= lasts.lastDay) expect(later.tier).toBe(tier);
          else if (lasts) expect(compareTiers(later.tier, tier)).toBeLessThan(0);
          else expect(later.tier).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is kept by what is said to keep it, spent on any day until its last", () => {
    fc.assert(
      fc.property(anySpending, anyProgram, fc.nat(), (spending, rules, pick) => {
        const { tier, lasts } = earned(spending, rules);
        if (!lasts) return;
        const { lastDay, missing, leavingDay } = lasts;
        if (missing === null) {
          expect(leavingDay).toBe(TODAY);
          return;
        }
        expect(missing).toBeGreaterThan(0);
        const day = TODAY + (pick % (lastDay - TODAY + 1));
        const after = earned([...spending, { day, amount: missing }], rules, lastDay + 1);
        expect(compareTiers(after.tier, tier)).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it("is raised by what is said to be missing, spent today, and by nothing less", () => {
    fc.assert(
      fc.property(anySpending, anyProgram, (spending, rules) => {
        const { tier, next } = earned(spending, rules);
        if (!next) return;
        const with_ = (amount: number) => earned([...spending, { day: TODAY, amount }], rules).tier;
        expect(compareTiers(next.tier, tier)).toBeGreaterThan(0);
        expect(with_(next.missing)).toBe(next.tier);
        expect(with_(next.missing - 1)).toBe(tier);
      }),
      RUNS,
    );
  });

  it("does not depend on what happened before the first day that is read", () => {
    fc.assert(
      fc.property(anySpending, anyProgram, (spending, rules) => {
        const read = spending.filter(({ day }) => day >= firstDay(rules, TODAY));
        expect(earned(read, rules)).toEqual(earned(spending, rules));
      }),
      RUNS,
    );
  });
});

describe("silver from 200.00 and gold from 500.00 in a year", () => {
  it.each<[string, DaySpending[], ReturnType<typeof earned>["tier"]]>([
    ["nothing", [], null],
    ["a cent too little", [ago(0, 19_999)], null],
    ["200.00 today", [ago(0, 20_000)], "silver"],
    ["in two parts", [ago(300, 15_000), ago(0, 5_000)], "silver"],
    ["500.00", [ago(3, 50_000)], "gold"],
    ["the last day that counts", [ago(364, 20_000)], "silver"],
    ["the last day of grace", [ago(394, 20_000)], "silver"],
    ["too long ago", [ago(395, 20_000)], null],
    ["two halves that never counted together", [ago(366, 10_000), ago(0, 10_000)], null],
    ["gold by grace, with silver's spending", [ago(370, 30_000), ago(20, 20_000)], "gold"],
  ])("%s", (_, spending, tier) => {
    expect(earned(spending).tier).toBe(tier);
  });

  it("tells until when it lasts, what keeps it, and what is next", () => {
    expect(earned([ago(300, 40_000), ago(10, 16_200)])).toEqual({
      tier: "gold",
      spent: 56_200,
      lasts: { lastDay: TODAY + 64 + 30, missing: 33_800, leavingDay: TODAY - 300 },
      next: null,
    });
    expect(earned([ago(10, 26_000)]).next).toEqual({ tier: "gold", missing: 24_000 });
    expect(earned([])).toEqual({
      tier: null,
      spent: 0,
      lasts: null,
      next: { tier: "silver", missing: 20_000 },
    });
  });

  it("says nothing about another currency", () => {
    expect(earnedTier([ago(0, 100_000)], program(), "usd", TODAY)).toEqual({
      tier: null,
      spent: 100_000,
      lasts: null,
      next: null,
    });
  });

  it("counts days in UTC", () => {
    expect(dayOf(new Date("2026-11-26T23:59:59.999Z"))).toBe(dayOf(new Date("2026-11-26T00:00:00Z")));
    expect(startOf(dayOf(new Date("2026-11-26T18:00:00Z"))).toISOString()).toBe("2026-11-26T00:00:00.000Z");
  });
});

describe("what counts of two tiers", () => {
  it("is the better one, whoever gave it", () => {
    expect(higherTier("silver", "gold")).toBe("gold");
    expect(higherTier("gold", null)).toBe("gold");
    expect(higherTier(null, null)).toBeNull();
  });

  it("is told when it changes, and by what", () => {
    expect(tierChange("silver", "gold", "refund")).toEqual({ code: "tier_raised", tier: "gold" });
    expect(tierChange("gold", "silver", "refund")).toEqual({
      code: "tier_lowered",
      from: "gold",
      tier: "silver",
      reason: "refund",
    });
    expect(tierChange("silver", null, "time")).toEqual({
      code: "tier_lowered",
      from: "silver",
      tier: null,
      reason: "time",
    });
    expect(tierChange("gold", "gold", "time")).toBeNull();
    expect(tierChange(null, null, "time")).toBeNull();
  });
});

describe("a program", () => {
  const given = { tiers: { silver: { eur: 20_000 }, gold: { eur: 50_000 } }, days: 365 };

  it("has no days of grace unless it says so", () => {
    expect(programSchema.parse(given)).toEqual({ ...given, graceDays: 0 });
  });

  it.each<[string, object]>([
    ["no tier", { tiers: {} }],
    ["a tier nobody knows", { tiers: { bronze: { eur: 1 } } }],
    ["a tier for nothing", { tiers: { silver: { eur: 0 } } }],
    ["half a cent", { tiers: { silver: { eur: 0.5 } } }],
    ["no currency", { tiers: { silver: {} } }],
    ["gold that costs no more than silver", { tiers: { silver: { eur: 500 }, gold: { eur: 500 } } }],
    ["silver in a currency that gold is not in", { tiers: { silver: { eur: 1, usd: 1 }, gold: { eur: 2 } } }],
    ["no days", { days: 0 }],
    ["negative grace", { graceDays: -1 }],
    ["a word nobody knows", { colour: "red" }],
  ])("with %s is refused", (_, changes) => {
    expect(programSchema.safeParse({ ...given, ...changes }).success).toBe(false);
  });
});
