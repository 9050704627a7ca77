import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { POST as addNote } from "@/app/api/admin/orders/[number]/notes/route";
import { POST as send } from "@/app/api/admin/orders/send/route";
import { POST as addTags } from "@/app/api/admin/orders/tags/route";
import { POST as sendTracked } from "@/app/api/admin/orders/tracking/route";
import type { StaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { readAuditQuery } from "@/lib/desk/audit/audit-query";
import { readMerchantOrder } from "@/lib/desk/orders/read-order.server";
import { readAudit } from "@/lib/staff/read-audit.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { readsOf } from "@/tests/support/table-reads";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db, kind } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);
const [anna, ben] = [await deskStaff(db, "owner"), await deskStaff(db, "support")];

type Somebody = typeof anna;

type Call = (request: Request, context: { params: Promise<{ number: string }> }) => Promise<Response>;

async function calls({ who }: Somebody, call: Call, body: object, number = "") {
  const answer = await who.does(() =>
    call(
      new Request(`${env().STORE_URL}/api/admin/orders`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: env().STORE_URL },
        body: JSON.stringify(body),
      }),
      { params: Promise.resolve({ number }) },
    ),
  );
  return answer.status;
}

const note = (somebody: Somebody, number: string) => calls(somebody, addNote, { note: "Wrap it" }, number);
const tag = (somebody: Somebody, numbers: readonly string[], word = "gift") =>
  calls(somebody, addTags, { numbers, tag: word });

const asked = async (query: Record<string, string>) => {
  const { filter, before } = readAuditQuery(query);
  const { entries } = await readAudit(filter, before);
  return entries.map(({ action, who }) => `${action} ${who}`);
};

describe("the audit log", () => {
  it("finds what was changed about an order, alone or among others, however its number is typed", async () => {
    const [one, other] = [await shop.paid(), await shop.paid()];
    await note(anna, one.number);
    await tag(ben, [other.number, one.number]);
    const both = [`order.tag ${ben.email}`, `order.note ${anna.email}`];
    expect(await asked({ about: one.number })).toEqual(both);
    expect(await asked({ about: one.number.replace("-", "").toLowerCase() })).toEqual(both);
    expect(await asked({ about: other.number })).toEqual([`order.tag ${ben.email}`]);
    expect(await asked({ about: one.number, who: anna.id })).toEqual([`order.note ${anna.email}`]);
    expect(await asked({ about: one.number, kind: "goods" })).toEqual([]);
  });

  it("asks nothing that it can't, and what is no kind is every kind", () => {
    const { filter, before, asked: shown } = readAuditQuery({ about: "\0", kind: "king", before: "-1" });
    expect({ before, kind: filter.kind, shown: shown.kind }).toEqual({ before: null, kind: null, shown: "" });
    expect(readAuditQuery({ who: "stf_1" }).filter.staffId).toBe("stf_1" as StaffId);
  });

  it("has a file of tracking numbers among what was changed about each order of it", async () => {
    const { number } = await shop.paid();
    const csv = `order;tracking\n${number.toLowerCase()};JD1\nNONE-NONE;JD2`;
    expect(await calls(ben, sendTracked, { csv })).toBe(403);
    expect(await calls(anna, sendTracked, { csv })).toBe(200);
    expect(await asked({ about: number })).toEqual([`order.send_tracked ${anna.email}`]);
  });

  it("takes a change of as many orders as one may choose, whatever they are called", async () => {
    const random = () => Math.random().toString(36).slice(2).padEnd(20, "0").slice(0, 20);
    const numbers = Array.from({ length: 200 }, random);
    expect(await calls(anna, send, { numbers })).toBe(200);
    expect(await asked({ about: numbers[199] ?? "" })).toEqual([`order.send ${anna.email}`]);
  });
});

describe("the history of an order", () => {
  it("says who has changed something, and nothing of what was refused", async () => {
    const { number } = await shop.paid();
    await note(anna, number);
    await tag(ben, [number]);
    await tag(ben, [number], "");
    const order = await readMerchantOrder(number);
    const changes = order?.history.flatMap((entry) =>
      entry.kind === "change" ? `${entry.by} ${entry.action} ${entry.outcome}` : [],
    );
    expect(changes).toEqual([`${ben.email} order.tag done`, `${anna.email} order.note done`]);
  });
});

describe.skipIf(kind === "pglite")("the log of many changes", () => {
  it("finds those of a rare kind without a look at the others", async () => {
    await db.execute(sql`
      insert into audit_entries (staff_id, role, action, subject_kind, subject_id, outcome)
      select ${anna.id}, 'owner', 'order.note', case when nth % 5000 = 1 then 'books' else 'order' end, nth::text, 'asked'
        from generate_series(1, 20000) as nth`);
    await db.execute(sql`analyze audit_entries`);
    const reads = await readsOf(db, ["audit_entries"], async () => {
      const { entries } = await readAudit(readAuditQuery({ kind: "books" }).filter, null);
      expect(entries).toHaveLength(4);
    });
    expect(reads.whole).toBe(0);
    expect(reads.rows).toBeLessThan(500);
  });
});
