import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { POST as changeMembers } from "@/app/api/admin/people/groups/[groupId]/members/route";
import { PUT as putGroup } from "@/app/api/admin/people/groups/[groupId]/route";
import { type CustomerId, newCustomerId, newGroupId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import {
  addGroup,
  discountsOfGroup,
  findGroup,
  groupsOf,
  listGroupSizes,
  listMembers,
  MOST_MEMBERS_COUNTED,
  moveInGroup,
  pasteMembers,
  removeGroup,
  renameGroup,
} from "@/lib/customers/groups.server";
import { deleteAccount } from "@/lib/customers/profile.server";
import { auditEntries, customers, discountRules } from "@/lib/db/schema";
import { exportPerson } from "@/lib/desk/people/export-person.server";
import { readPeopleFilter } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { loadCustomerFacts } from "@/lib/discounts/customer-facts.server";
import { saveRule } from "@/lib/discounts/manage.server";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe } = await testStripe();

let counter = 0;
async function account(email = `member${++counter}@example.com`) {
  const id = newCustomerId();
  await db.insert(customers).values({ id, email });
  return { id, email };
}

async function aGroup(name = `Group ${++counter}`) {
  const added = await addGroup(db, name);
  if (!added.ok) throw new Error(added.code);
  return added.id;
}

const rule = (id: string, groups: string[]) => ({
  ...{ id, kind: "customer", name: { en: id }, combinable: false },
  conditions: { benefit: { type: "percent", percent: 50 }, groups },
});

describe("A group", () => {
  it("has a name of its own, in any case", async () => {
    await aGroup("Trade");
    expect(await addGroup(db, "TRADE")).toEqual({ ok: false, code: "group_known" });
  });

  it("is renamed once of two people who do it at the same time, and the second is told the name", async () => {
    const [id, other] = [await aGroup("Dealers"), await aGroup("Friends")];
    const as = (name: string) => renameGroup(db, id, { name, seen: "Dealers" });
    const both = await Promise.all([as("Trade customers"), as("Resellers")]);
    const now = (await findGroup(db, id))?.name ?? "";
    expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
    expect(both.find((one) => !one.ok)).toEqual({ ok: false, code: "group_changed", now });
    expect(await renameGroup(db, other, { name: now.toUpperCase(), seen: "Friends" })).toEqual({
      ok: false,
      code: "group_known",
    });
    expect(await renameGroup(db, newGroupId(), { name: "None", seen: "None" })).toMatchObject({
      code: "not_found",
    });
    // Only other capitals are no other name.
    expect(await renameGroup(db, id, { name: now.toUpperCase(), seen: now })).toEqual({ ok: true });
  });

  it("is renamed by those who may, with both names in the log", async () => {
    const id = await aGroup("Before");
    const rename = (request: Request) => putGroup(request, { params: Promise.resolve({ groupId: id }) });
    const asked = { name: "Afterwards", seen: "Before" };
    const support = await deskStaff(db, "support");
    expect((await support.who.posts(rename, asked)).status).toBe(403);
    const manager = await deskStaff(db, "manager");
    expect((await manager.who.posts(rename, asked)).status).toBe(200);
    const refused = await manager.who.posts(rename, asked);
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused)).toContain("Somebody has called this group Afterwards meanwhile.");
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
    const text = JSON.stringify(entries);
    for (const name of ["Before", "Afterwards"]) expect(text).toContain(name);
  });

  it("takes a pasted list, however it is written, and names those that no account has", async () => {
    const id = await aGroup();
    const [ada, bob] = [await account(), await account()];
    const emails = `Ada <${ada.email.toUpperCase()}>; ${bob.email}\n${bob.email}, Nobody@example.com`;
    expect(await pasteMembers(db, id, { emails, act: "add" })).toEqual({
      ...{ ok: true, changed: 2, unknown: ["Nobody@example.com"] },
    });
    expect(await pasteMembers(db, id, { emails, act: "add" })).toMatchObject({ changed: 0 });
    expect(await pasteMembers(db, id, { emails: ada.email, act: "remove" })).toMatchObject({ changed: 1 });
    expect((await listMembers(db, id, null)).members.map(({ email }) => email)).toEqual([bob.email]);
    const long = Array.from({ length: 1_001 }, (_, index) => `a${index}@example.com`).join("\n");
    expect(await pasteMembers(db, id, { emails: long, act: "add" })).toEqual({
      ok: false,
      code: "group_list_long",
    });
  });

  it("shows its members page by page, each once", async () => {
    const id = await aGroup();
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => account()));
    for (const one of all) await moveInGroup(db, one.id, id, true);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof listMembers>> = await listMembers(db, id, after, 2);
      seen.push(...page.members.map((member) => member.id));
      after = page.after;
      if (after === null) break;
    }
    expect(seen).toEqual(all.map((one) => one.id).sort());
    expect((await listGroupSizes(db)).find((group) => group.id === id)?.members).toBe(5);
  });

  it("filters the people, is in a person's export, and forgets who is erased", async () => {
    const id = await aGroup("Best friends");
    const [one, other] = [await account(), await account()];
    await moveInGroup(db, one.id, id, true);
    const { people } = await listPeople(readPeopleFilter({ group: id }));
    expect(people.map(({ email }) => email)).toEqual([one.email]);
    expect(await groupsOf(db, other.id)).toEqual([]);
    let text = "";
    for await (const part of (await exportPerson(one.id)) ?? []) text += part;
    expect(JSON.parse(text).groups).toEqual(["Best friends"]);
    await deleteAccount(db, one.id);
    expect((await listMembers(db, id, null)).members).toEqual([]);
  });

  it("stays while a discount is for it", async () => {
    const id = await aGroup();
    await saveRule(db, rule("rule_in_use", [id]));
    expect(await removeGroup(db, id)).toEqual({ ok: false, code: "group_in_use" });
    await db.delete(discountRules).where(eq(discountRules.id, "rule_in_use"));
    expect(await removeGroup(db, id)).toMatchObject({ ok: true });
  });

  it("is changed by those who may, and the log names no address", async () => {
    const id = await aGroup();
    const one = await account();
    const paste = (request: Request) => changeMembers(request, { params: Promise.resolve({ groupId: id }) });
    const support = await deskStaff(db, "support");
    expect((await support.who.posts(paste, { emails: one.email, act: "add" })).status).toBe(403);
    const manager = await deskStaff(db, "manager");
    const { status, body } = await manager.who.posts(paste, {
      emails: `${one.email} x@example.com`,
      act: "add",
    });
    expect([status, body]).toEqual([200, { changed: 1, unknown: ["x@example.com"] }]);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain("@example.com");
  });
});

describe("A discount for a group", () => {
  it("must name a group that there is", async () => {
    const groupId = `grp_${"0".repeat(24)}`;
    expect(await saveRule(db, rule("rule_nobody", [groupId]))).toMatchObject({ ok: false });
    expect(
      await saveRule(db, {
        ...rule("rule_empty", []),
        conditions: { benefit: { type: "percent", percent: 5 } },
      }),
    ).toMatchObject({ ok: false });
  });

  it("is for its members alone, and for no guest; who is taken out pays the whole price with the next order", async () => {
    const groupId = await aGroup();
    const one = await account();
    await saveRule(db, rule("rule_members", [groupId]));
    const order = async (customerId: CustomerId | null) => {
      const [mug] = await stockedVariants(db, stripe, [10]);
      if (!mug) throw new Error("no variant");
      const cartId = await cartWith(db, [[mug, 1]]);
      const shopper = {
        ...shopperOf(cartId),
        ...(customerId && {
          customer: { id: customerId, email: one.email, name: null, givenTier: null, stripeCustomerId: null },
        }),
      };
      const started = await startSession({ surface: "embedded", shopper, locale: "en" });
      if (!started.ok) throw new Error(started.code);
      return (await db.query.orders.findFirst({ where: (table) => eq(table.id, started.orderId) }))?.quote
        .discounts;
    };
    expect(await order(null)).toEqual([]);
    expect(await order(one.id)).toEqual([]);
    await moveInGroup(db, one.id, groupId, true);
    expect(await order(one.id)).toMatchObject([{ ruleId: "rule_members" }]);
    await moveInGroup(db, one.id, groupId, false);
    expect(await order(one.id)).toEqual([]);
    await db
      .delete(customers)
      .where(eq(customers.id, one.id))
      .catch(() => {});
  });

  it("asks only for groups that a rule names", async () => {
    const groupId = await aGroup();
    const one = await account();
    await moveInGroup(db, one.id, groupId, true);
    const rules = (await loadDiscountRules(db, [])).filter(({ groups }) => !groups?.includes(groupId));
    const facts = await loadCustomerFacts(db, {
      rules,
      customer: { id: one.id, tier: null },
      currency: currency("eur"),
      now: new Date(),
      exceptOrderIds: [],
    });
    expect(facts.customer?.groups).toEqual([]);
  });
});

describe("A shop with many of them", () => {
  it("finds the discounts of a group by an index, as codes that work once are many", async () => {
    const { sql: text, params } = discountsOfGroup(db, newGroupId()).toSQL();
    const client = await db.$client.connect();
    try {
      await client.query("begin");
      await client.query("set local enable_seqscan = off");
      const { rows } = await client.query(`explain ${text}`, params);
      expect(JSON.stringify(rows)).toContain("discount_rules_groups");
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("counts a group no further than it says, and has all of its members page by page", async () => {
    const made = await addGroup(db, "Everybody");
    if (!made.ok) throw new Error(made.code);
    await db.execute(sql`
      with added as (
        insert into customers (id, email)
          select 'cst_' || lpad(n::text, 24, '0'), 'many' || n || '@example.com' from generate_series(1, ${MOST_MEMBERS_COUNTED + 2}) n
          returning id)
      insert into customer_group_members (group_id, customer_id) select ${made.id}, id from added`);
    const sizes = await listGroupSizes(db);
    expect(sizes.find(({ id }) => id === made.id)?.members).toBe(MOST_MEMBERS_COUNTED + 1);
    const first = await listMembers(db, made.id, null, MOST_MEMBERS_COUNTED);
    const rest = await listMembers(db, made.id, first.after, MOST_MEMBERS_COUNTED);
    expect([first.members.length, rest.members.length, rest.after]).toEqual([MOST_MEMBERS_COUNTED, 2, null]);
  });
});
