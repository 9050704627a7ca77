import { describe, expect, it } from "vitest";
import { endRule, listRules, saveRule } from "@/lib/discounts/manage.server";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const rule = {
  id: "rule_spring",
  kind: "promotion_code",
  code: "SPRING",
  name: { en: "Spring", fr: "Printemps" },
  conditions: { benefit: { type: "percent", percent: 20, cap: { eur: 5000 } } },
  endsAt: "2099-04-01T00:00:00Z",
  combinable: false,
};

describe("a merchant's rule", () => {
  it("is saved, replaced by its id, and ended by its code", async () => {
    expect(await saveRule(db, rule)).toEqual({ ok: true, id: "rule_spring" });
    expect(await saveRule(db, { ...rule, totalLimit: 3 })).toEqual({ ok: true, id: "rule_spring" });
    expect(await listRules(db)).toMatchObject([{ id: "rule_spring", totalLimit: 3 }]);
    expect(await endRule(db, "spring")).toBe(true);
    const [ended] = await loadDiscountRules(db, ["SPRING"]);
    expect(ended?.endsAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    expect(await endRule(db, "WINTER")).toBe(false);
  });

  it("has its code without invisible characters from the file or the command", async () => {
    await saveRule(db, { ...rule, id: "rule_pasted", code: "\u200bPAS\u00adTED\ufeff" });
    expect(await loadDiscountRules(db, ["PASTED"])).toMatchObject([{ id: "rule_pasted", code: "PASTED" }]);
    expect(await endRule(db, "PAS\u200bTED")).toBe(true);
  });

  it("can be ended before it has started", async () => {
    await saveRule(db, { ...rule, id: "rule_later", code: "LATER", startsAt: "2099-01-01T00:00:00Z" });
    expect(await endRule(db, "rule_later")).toBe(true);
  });

  it.each([
    ["an unknown kind", { kind: "lottery" }, "kind"],
    ["more than everything", { conditions: { benefit: { type: "percent", percent: 120 } } }, "percent"],
    ["a loyalty rule without a tier", { kind: "loyalty", code: null }, "tier"],
    ["a word nobody knows", { colour: "red" }, "colour"],
    ["an end before its start", { startsAt: "2099-05-01T00:00:00Z" }, "must be after startsAt"],
    ["another rule's code", { code: "spring" }, "the code spring is the rule rule_spring's"],
  ])("is not saved with %s, and the problem is reported", async (_what, changes, named) => {
    const before = await listRules(db);
    const saved = await saveRule(db, { ...rule, id: "rule_wrong", ...changes });
    expect(saved).toMatchObject({ ok: false, problem: expect.stringContaining(named) });
    expect(await listRules(db)).toEqual(before);
  });
});
