import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newStaffId } from "@/lib/base/ids";
import { orderNotes, orderTags, orderViews, staff } from "@/lib/db/schema";
import { addNote, addTag, notesOf, removeTag, tagsOf } from "@/lib/desk/orders/notes-and-tags.server";
import { deleteView, listViews, saveView } from "@/lib/desk/orders/views.server";
import { testDatabase } from "@/tests/support/database";
import { listedOrders } from "@/tests/support/listed-orders";

const { db } = await testDatabase();
const { insertMany, numbers } = listedOrders(db);

async function somebody(name: string) {
  const id = newStaffId();
  const email = `${name.toLowerCase()}@kiln.example`;
  await db.insert(staff).values({ id, email, name, role: "support", locale: "en" });
  return id;
}

const ada = await somebody("Ada");
const bob = await somebody("Bob");

describe("notes and tags", () => {
  it("are written with who and when, and the list finds orders by a tag", async () => {
    const [first, second, third] = await insertMany([{}, {}, {}]);
    if (!first || !second || !third) throw new Error("no orders");
    expect(await addNote(first.number, ada, "<b>Called back</b>")).toMatchObject({ ok: true });
    await addNote(first.number, bob, "Sent a new bowl");
    expect(await notesOf(first.id)).toMatchObject([
      { note: "Sent a new bowl", by: "Bob", at: expect.any(Date) },
      { note: "<b>Called back</b>", by: "Ada" },
    ]);
    expect(await addTag([first.number, second.number, first.number], ada, "gift")).toMatchObject({
      after: { added: 2 },
    });
    expect(await addTag([first.number], bob, "gift")).toMatchObject({ ok: true, after: { added: 0 } });
    expect(await tagsOf([first.id])).toMatchObject([{ tag: "gift", by: "Ada" }]);
    expect(await numbers("tag=gift")).toEqual([second.number, first.number]);
    expect(await removeTag(first.number, "gift")).toMatchObject({ ok: true, before: { tag: "gift" } });
    expect(await numbers("tag=gift")).toEqual([second.number]);
  });

  it("mark all of the orders, or none", async () => {
    const [order] = await insertMany([{}]);
    if (!order) throw new Error("no order");
    expect(await addTag([order.number, "NONE-0000"], ada, "lost")).toEqual({ ok: false, code: "not_found" });
    expect(await tagsOf([order.id])).toEqual([]);
    expect(await addNote("NONE-0000", ada, "hello")).toEqual({ ok: false, code: "not_found" });
    expect(await removeTag(order.number, "lost")).toEqual({ ok: false, code: "not_found" });
    expect(await db.select().from(orderNotes).where(sql`note = 'hello'`)).toEqual([]);
  });
});

describe("a saved view", () => {
  it("is one's own, or everybody's, and one of the same name replaces it", async () => {
    await saveView(ada, { name: "Mine", query: "state=paid&q=+mug", shared: false });
    await saveView(ada, { name: "Ours", query: "attention=1", shared: true });
    await saveView(ada, { name: "Mine", query: "state=shipped", shared: false });
    expect(await listViews(ada)).toMatchObject([
      { name: "Mine", query: "state=shipped", isOwn: true },
      { name: "Ours", query: "attention=1", shared: true },
    ]);
    expect((await listViews(bob)).map(({ name }) => name)).toEqual(["Ours"]);
  });

  it("takes only what the list can be asked", async () => {
    expect(await saveView(ada, { name: "Bad", query: "state=sold", shared: true })).toEqual({
      ok: false,
      code: "invalid_request",
    });
    await db.insert(orderViews).values({ staffId: bob, name: "Old", query: "state=sold&q=mug" });
    expect((await listViews(bob)).find(({ name }) => name === "Old")?.query).toBe("q=mug");
  });

  it("is deleted by its owner, and a shared one by everybody", async () => {
    const byName = async (name: string) => (await listViews(ada)).find((view) => view.name === name)?.id ?? 0;
    const mine = await byName("Mine");
    expect(await deleteView(bob, mine)).toEqual({ ok: false, code: "not_found" });
    expect(await deleteView(bob, await byName("Ours"))).toMatchObject({ ok: true, before: { name: "Ours" } });
    expect(await deleteView(ada, mine)).toMatchObject({ ok: true });
    expect(await listViews(ada)).toEqual([]);
    await db.delete(orderTags);
  });
});
