import { expect, it, vi } from "vitest";
import { POST as send } from "@/app/api/admin/sign-in/first-owner/route";
import { staff } from "@/lib/db/schema";
import { firstOwnerAddress, makeFirstOwner, mayMakeFirstOwner } from "@/lib/staff/first-owner.server";
import { testDatabase } from "@/tests/support/database";
import { visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();

async function keyOf(): Promise<string> {
  const address = await firstOwnerAddress();
  return (address && new URL(address).searchParams.get("key")) ?? "";
}

it("is made by who has the key, and only once", async () => {
  const key = await keyOf();
  const who = visitor("203.0.113.70");
  const tries = async (fields: { key: string; email: string }) => {
    const { status, headers } = await who.sendsForm(send, fields);
    return headers.get("location") ?? status;
  };
  expect(await tries({ key: `${key.slice(0, -1)}-`, email: "ada@example.com" })).toBe(404);
  expect(await tries({ key, email: "no address" })).toContain("problem=email_invalid");
  expect(await db.select().from(staff)).toEqual([]);
  expect(await tries({ key, email: "Ada@example.com" })).toBe("/admin/sign-in?language=en");
  expect(await db.select().from(staff)).toMatchObject([{ email: "ada@example.com", role: "owner" }]);
  expect(await tries({ key, email: "eve@example.com" })).toBe(404);
  expect(await db.select().from(staff)).toHaveLength(1);
  expect([await firstOwnerAddress(), await mayMakeFirstOwner(key)]).toEqual([null, false]);
  // Who has left stays in the table, so that the key opens nothing again.
  await db.update(staff).set({ endedAt: new Date() });
  expect(await mayMakeFirstOwner(key)).toBe(false);
});

it("is one of two who are first at the same moment", async () => {
  await db.delete(staff);
  const made = await Promise.all(["ada", "eve"].map((name) => makeFirstOwner(`${name}@example.com`, "en")));
  expect(made.toSorted()).toEqual([false, true]);
  expect(await db.select().from(staff)).toHaveLength(1);
});
