import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { draftOrders, orderChanges, orders, returns } from "@/lib/db/schema";
import { relatedOrders } from "@/lib/drafts/related-orders.server";
import { isOrderKey } from "@/lib/orders/owners/order-link";
import { changeDesk, engraving } from "@/tests/support/change-desk";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { shopperOf } from "@/tests/support/shop";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const local = await testStripe();
const { paid } = orderShop(db, local);
const { changes, nextOrder } = await changeDesk(db, local);

/** A guest who has come by the link of an order's e-mail. */
const readerOf = (orderId: OrderId) => ({ ...shopperOf(null), openedOrders: [orderId] });

async function changed() {
  const order = await paid({ quantity: 2 });
  const remove = [{ variantId: order.mug, quantity: 1 }];
  const { id } = await changes(order.number, { remove, own: [engraving("5.50")] });
  const next = await nextOrder(id);
  if (!next) throw new Error("no order of the added goods");
  return { order, next, draftId: id };
}

function expectKeyOf(href: string | null | undefined, orderId: OrderId): void {
  const url = new URL(href ?? "", "http://shop.test");
  expect(url.pathname).toBe(`/orders/${orderId}/open`);
  expect(isOrderKey(url.searchParams.get("key") ?? "", orderId, env().CART_SECRET)).toBe(true);
}

describe("orders that belong together", () => {
  it("lead to each other when goods were changed, also for a guest who has only one of them open", async () => {
    const { order, next } = await changed();
    const [there, ...more] = await relatedOrders(order.orderId, readerOf(order.orderId), "en");
    expect(more).toEqual([]);
    expect(there).toMatchObject({ kind: "has_added", number: next.number });
    expectKeyOf(there?.href, next.id);
    const [back] = await relatedOrders(next.id, readerOf(next.id), "en");
    expect(back).toMatchObject({ kind: "added_to", number: order.number });
    expectKeyOf(back?.href, order.orderId);
    const both = { ...shopperOf(null), openedOrders: [order.orderId, next.id] };
    expect(await relatedOrders(order.orderId, both, "de")).toMatchObject([{ href: `/de/orders/${next.id}` }]);
  });

  it("are told to nobody else, and open none whose e-mails go to another address", async () => {
    const { order, next } = await changed();
    expect(await relatedOrders(order.orderId, shopperOf(null), "en")).toEqual([]);
    expect(await relatedOrders(order.orderId, readerOf(next.id), "en")).toEqual([]);
    await db.update(orders).set({ email: "grace@example.com" }).where(eq(orders.id, next.id));
    for (const [one, other] of [
      [order.orderId, next.number],
      [next.id, order.number],
    ] as const)
      expect(await relatedOrders(one, readerOf(one), "en")).toMatchObject([{ number: other, href: null }]);
  });

  it("lead to each other when goods were exchanged", async () => {
    const { order, next, draftId } = await changed();
    await db.delete(orderChanges).where(eq(orderChanges.id, draftId));
    const [back] = await db
      .insert(returns)
      .values({ orderId: order.orderId, reason: "damaged", status: "received", lines: [] })
      .returning({ id: returns.id });
    await db
      .update(draftOrders)
      .set({ exchangeOf: back?.id ?? 0 })
      .where(eq(draftOrders.id, draftId));
    expect(await relatedOrders(order.orderId, readerOf(order.orderId), "en")).toMatchObject([
      { kind: "exchanged_for", number: next.number },
    ]);
    expect(await relatedOrders(next.id, readerOf(next.id), "en")).toMatchObject([
      { kind: "in_exchange", number: order.number },
    ]);
  });

  it("are none for an order of its own, or after the change was taken back", async () => {
    const { orderId } = await paid();
    expect(await relatedOrders(orderId, readerOf(orderId), "en")).toEqual([]);
    const { order, next, draftId } = await changed();
    await db.update(orderChanges).set({ takenBackAt: new Date() }).where(eq(orderChanges.id, draftId));
    expect(await relatedOrders(order.orderId, readerOf(order.orderId), "en")).toEqual([]);
    expect(await relatedOrders(next.id, readerOf(next.id), "en")).toEqual([]);
  });
});
