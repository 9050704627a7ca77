import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { checkAccount } from "@/lib/customers/check-account.server";
import { findAccount, giveTier } from "@/lib/customers/find-account.server";
import { loadProgram, saveProgram } from "@/lib/customers/loyalty/program.server";
import { customerSegments } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { saveRule } from "@/lib/discounts/manage.server";
import { endSegment, listSegments, saveSegment } from "@/lib/discounts/manage-segments.server";
import { testDatabase } from "@/tests/support/database";
import { insertCustomer, insertPastOrder } from "@/tests/support/past-orders";

const { db } = await testDatabase();

beforeAll(() => seedDemonstration(db, currency("eur")));

const vip = {
  id: "vip",
  name: { en: "our best customers", fr: "nos meilleurs clients" },
  definition: { spent: { atLeast: { eur: 50_000 } } },
};
const rule = {
  id: "rule_vip",
  kind: "history",
  name: { en: "Thank you", fr: "Merci" },
  conditions: { benefit: { type: "percent", percent: 5 }, segments: ["vip"] },
  combinable: true,
};

describe("a merchant's segment", () => {
  it("is saved, replaced by its id, ended, and started again by saving it", async () => {
    expect(await saveSegment(db, vip)).toEqual({ ok: true, id: "vip" });
    const named = { ...vip, definition: { any: [vip.definition, { not: { orders: { atMost: 9 } } }] } };
    expect(await saveSegment(db, named)).toEqual({ ok: true, id: "vip" });
    const read = async () => (await listSegments(db)).find(({ id }) => id === "vip");
    expect(await read()).toMatchObject({ definition: named.definition, active: true });
    expect(await endSegment(db, "vip")).toBe(true);
    expect(await read()).toMatchObject({ active: false });
    expect(await saveSegment(db, vip)).toEqual({ ok: true, id: "vip" });
    expect(await read()).toMatchObject({ active: true });
    expect(await endSegment(db, "nosuch")).toBe(false);
  });

  const deep = (levels: number): object => (levels === 0 ? vip.definition : { not: deep(levels - 1) });

  it.each<[string, unknown, string]>([
    ["nobody", {}, "must say something"],
    ["another segment in it", { segments: ["regulars"] }, "segments"],
    ["fewer orders than none", { orders: { atLeast: 0 } }, "orders"],
    ["orders that nobody can have", { orders: { atLeast: 3, atMost: 2 } }, "nobody can have both"],
    ["a pause of no days", { lastOrder: { atLeastDays: 0 } }, "lastOrder"],
    [
      "a pause that nobody can have",
      { lastOrder: { atLeastDays: 9, atMostDays: 3 } },
      "nobody can have both",
    ],
    ["nothing bought", { bought: {} }, "must name products or categories"],
    ["no currency", { spent: { atLeast: {} } }, "must name a currency"],
    ["an empty any", { any: [] }, "any"],
    ["a condition nobody knows", { weekday: "monday" }, "weekday"],
    ["more levels than anybody reads", deep(9), "not"],
    ["a product there is not", { bought: { products: ["nosuch"] } }, 'there is no product "nosuch"'],
    [
      "a shelf there is not",
      { any: [{ bought: { categories: ["nosuch"] } }] },
      'there is no category "nosuch"',
    ],
    ["an account there is not", { not: { accounts: ["cus_nosuch"] } }, 'there is no account "cus_nosuch"'],
  ])("of %s is not saved, and the problem is reported", async (_, definition, problem) => {
    const before = await listSegments(db);
    const saved = await saveSegment(db, { ...vip, id: "wrong", definition });
    expect(saved).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
    expect(await listSegments(db)).toEqual(before);
  });

  it.each<[string, object, string]>([
    ["a segment there is not", { segments: ["nosuch"] }, 'there is no segment "nosuch"'],
    [
      "a segment there is not, to keep out",
      { segments: ["vip"], notSegments: ["nosuch"] },
      'there is no segment "nosuch"',
    ],
    [
      "a product there is not",
      { history: { bought: { products: ["nosuch"] } } },
      'there is no product "nosuch"',
    ],
    ["no past", {}, "must have history or segments"],
    ["an empty past", { history: {} }, "must say something"],
    ["an empty list", { segments: [] }, "segments"],
  ])("can be named by a rule; one with %s is not saved", async (_, conditions, problem) => {
    const wrong = {
      ...rule,
      id: "rule_wrong",
      conditions: { benefit: rule.conditions.benefit, ...conditions },
    };
    expect(await saveRule(db, wrong)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
    expect(await saveRule(db, rule)).toEqual({ ok: true, id: "rule_vip" });
  });
});

describe("the check of an account", () => {
  it("shows its tier and its segments, and why", async () => {
    const { id, email } = await insertCustomer(db, { email: "check.me@example.com" });
    const { paidAt } = await insertPastOrder(db, { customerId: id, total: 30_000 });
    expect(await findAccount(db, "nobody@example.com")).toBeNull();
    const account = await findAccount(db, "Check.Me@Example.com");
    expect(account).toMatchObject({ id, email, givenTier: null });
    expect(await findAccount(db, id)).toEqual(account);
    if (!account) throw new Error("no account");
    await db.insert(customerSegments).values({ id: "broken", name: vip.name, definition: { orders: {} } });
    const check = await checkAccount(db, account);
    expect(check.standing).toMatchObject({ tier: "silver", given: null, earned: { spent: 30_000 } });
    expect(check.history).toMatchObject({ orders: 1, lastPaidAt: paidAt });
    expect(check.segments).toMatchObject([
      { id: "broken", problem: expect.stringContaining("atLeast") },
      {
        id: "regulars",
        member: false,
        because: [
          { text: "2 paid orders or more: 1", holds: false },
          { text: "bought ceramics: none", holds: false },
          { text: "not", holds: true, parts: [{ text: "is one of 2 named accounts", holds: false }] },
        ],
      },
      { id: "vip", member: false, because: [{ text: "spent 500.00 EUR ever: 300.00 EUR", holds: false }] },
    ]);
    await giveTier(db, id, "gold");
    const again = await findAccount(db, id);
    expect(again && (await checkAccount(db, again)).standing).toMatchObject({ tier: "gold", given: "gold" });
    await db.delete(customerSegments).where(eq(customerSegments.id, "broken"));
  });
});

it("docs/discounts.md shows rules, segments and a program that can be saved unchanged", async () => {
  const guide = await readFile("docs/discounts.md", "utf8");
  const blocks = Array.from(guide.matchAll(/```json\n([\s\S]*?)```/g), ([, block]) =>
    JSON.parse(block ?? ""),
  );
  const saved = [];
  for (const block of blocks) {
    if ("definition" in block) saved.push(await saveSegment(db, block));
    else if ("tiers" in block) saved.push(await saveProgram(db, block));
    else saved.push(await saveRule(db, block));
  }
  expect(saved.length).toBeGreaterThanOrEqual(4);
  expect(saved.filter(({ ok }) => !ok)).toEqual([]);
  expect(await loadProgram(db)).not.toBeNull();
});
