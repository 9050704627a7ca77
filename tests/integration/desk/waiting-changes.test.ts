import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { newDraftId, type OrderId } from "@/lib/base/ids";
import { orderChanges } from "@/lib/db/schema";
import { listOrders } from "@/lib/desk/orders/list-orders.server";
import { readOrderFilter } from "@/lib/desk/orders/order-filter";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { ordersWithOpenChange } from "@/lib/orders/merchant/open-change.server";
import { changeDesk, engraving } from "@/tests/support/change-desk";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const local = await testStripe();
const { paid } = orderShop(db, local);
const { changes, paysRequest } = await changeDesk(db, local);

const waits = async (orderId: OrderId) => (await ordersWithOpenChange(db)).includes(orderId);

async function listed() {
  const { filter, ignored } = readOrderFilter(new URLSearchParams("changing=1"));
  expect(ignored).toEqual([]);
  const { orders, count } = await listOrders(filter, null);
  expect(count.found).toBe(orders.length);
  return orders.map(({ number }) => number);
}

const KINDS = ["dearer goods", "goods beside the others"] as const;

describe.each(KINDS)("a change that waits for its shopper's money: %s", (kind) => {
  async function changed() {
    const order = await paid({ quantity: 2 });
    const remove = kind === "dearer goods" ? [{ variantId: order.mug, quantity: 1 }] : [];
    const { id, figures } = await changes(
      order.number,
      { remove, own: [engraving("70.00")] },
      { id: newDraftId() },
    );
    expect(figures.pay).toBeGreaterThan(0);
    return { ...order, id };
  }

  it("is counted and listed until it is paid", async () => {
    const { number, orderId, id } = await changed();
    const other = await paid();
    expect(await waits(orderId)).toBe(true);
    const numbers = await listed();
    expect(numbers).toContain(number);
    expect(numbers).not.toContain(other.number);
    await paysRequest(id);
    expect(await waits(orderId)).toBe(false);
    expect(await listed()).not.toContain(number);
    const [change] = await db.select().from(orderChanges).where(eq(orderChanges.id, id));
    // So that what is over is not among those that are looked through.
    expect(change?.doneAt).not.toBeNull();
  });

  it("is so no more once it is taken back", async () => {
    const { number, orderId, id } = await changed();
    await endDraft(id);
    expect(await waits(orderId)).toBe(false);
    expect(await listed()).not.toContain(number);
  });
});

it("Waiting changes are found by an index that has no others", async () => {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const { rows } = await tx.execute<{ "QUERY PLAN": string }>(sql`
      explain select order_id from order_changes
      where done_at is null and taken_back_at is null and draft_id is not null and pay > 0 order by created_at`);
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("order_changes_waiting");
  });
});
