import { describe, expect, it } from "vitest";
import { newCustomerId } from "@/lib/base/ids";
import { customers } from "@/lib/db/schema";
import { findAnything } from "@/lib/desk/find/find-anything.server";
import type { StaffRole } from "@/lib/model/staff";
import { DESK_LETTERS, DESK_MENU } from "@/lib/staff/desk-pages";
import { testDatabase } from "@/tests/support/database";
import { listedOrders } from "@/tests/support/listed-orders";

const { db } = await testDatabase();
const { insertMany } = listedOrders(db);

const hrefs = async (q: string, role: StaffRole) =>
  (await findAnything(q, { role, locale: "en" })).map(({ href }) => href);

describe("The command palette", () => {
  it("finds an order, and what somebody may do with it where it alone is meant", async () => {
    const [order] = await insertMany([{}]);
    const own = `/admin/orders/${order?.number}`;
    expect(await hrefs(order?.number ?? "", "owner")).toEqual([
      own,
      `${own}/refund`,
      `${own}/edit`,
      `${own}/ship`,
      `${own}/decide`,
    ]);
    expect(await hrefs(order?.number ?? "", "fulfilment")).toEqual([own, `${own}/ship`]);
    expect(await hrefs(order?.number ?? "", "read_only")).toEqual([own]);
  });

  it("offers with an order only what can be done in its state", async () => {
    const [begun, back] = await insertMany([{ status: "open" }, { status: "refunded" }]);
    expect(await hrefs(begun?.number ?? "", "owner")).toEqual([
      `/admin/orders/${begun?.number}`,
      `/admin/orders/${begun?.number}/decide`,
    ]);
    expect(await hrefs(back?.number ?? "", "owner")).toEqual([
      `/admin/orders/${back?.number}`,
      `/admin/orders/${back?.number}/refund`,
    ]);
  });

  it("finds pages that the menu does not have, and what can be begun, for those who may", async () => {
    expect(await hrefs("vat rep", "manager")).toEqual(["/admin/books/vat"]);
    expect(await hrefs("new draft", "support")).toEqual(["/admin/drafts/new"]);
    expect(await hrefs("new discount", "support")).toEqual([]);
    expect(await hrefs("checkout and", "owner")).toEqual(["/admin/settings/checkout"]);
    expect(
      (await findAnything("wahrungen", { role: "owner", locale: "de" })).map(({ href }) => href),
    ).toEqual(["/admin/settings/currencies"]);
  });

  it("finds a person for those alone who may see people", async () => {
    const id = newCustomerId();
    await db.insert(customers).values({ id, email: "palette.person@example.com", name: "Pat Palette" });
    expect(await hrefs("palette.person", "owner")).toContain(`/admin/people/${id}`);
    expect(await hrefs("palette.person", "fulfilment")).toEqual([]);
  });

  it("has a letter of its own for each page of the menu", () => {
    const letters = DESK_MENU.map((page) => DESK_LETTERS[page]);
    expect(new Set(letters).size).toBe(DESK_MENU.length);
    expect(letters).not.toContain(undefined);
  });
});
