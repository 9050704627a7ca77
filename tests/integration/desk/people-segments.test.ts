import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type CustomerId, newCustomerId } from "@/lib/base/ids";
import { customerPurchases, customers, orders } from "@/lib/db/schema";
import { readPeopleFilter } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { readsOf } from "@/tests/support/table-reads";

const { db, kind } = await testDatabase();
const shop = orderShop(db, await testStripe());

async function account() {
  const id = newCustomerId();
  await db.insert(customers).values({ id, email: `${id}@example.com` });
  return id;
}

async function segmentOf(id: CustomerId) {
  const [row] = await db.select().from(customerPurchases).where(eq(customerPurchases.customerId, id));
  return row && [row.paidOrders, row.lastPaidAt];
}

const give = (
  orderId: typeof orders.$inferSelect.id,
  customerId: CustomerId | null,
  q: Pick<typeof db, "update"> = db,
) => q.update(orders).set({ customerId }).where(eq(orders.id, orderId));

describe("What an account has bought", () => {
  it("follows its orders, also when one leaves it, is paid later or is deleted", async () => {
    const id = await account();
    expect(await segmentOf(id)).toEqual([0, null]);
    const first = await shop.paid();
    const second = await shop.paid();
    await give(first.orderId, id);
    const { paidAt } = await shop.orderOf(first.orderId);
    expect(await segmentOf(id)).toEqual([1, paidAt]);
    await give(second.orderId, id);
    const later = (await shop.orderOf(second.orderId)).paidAt;
    expect(await segmentOf(id)).toEqual([2, later]);
    const other = await account();
    await give(second.orderId, other);
    expect([await segmentOf(id), await segmentOf(other)]).toEqual([
      [1, paidAt],
      [1, later],
    ]);
    await db.update(orders).set({ paidAt: null }).where(eq(orders.id, first.orderId));
    expect(await segmentOf(id)).toEqual([0, null]);
    await give(first.orderId, null);
    await db.delete(customers).where(eq(customers.id, id));
    expect(await segmentOf(id)).toBeUndefined();
  });

  it.skipIf(kind === "pglite")("counts two orders that are paid at the same moment", async () => {
    const id = await account();
    const [first, second] = [await shop.paid(), await shop.paid()];
    let counted = (): void => undefined;
    const hasCounted = new Promise<void>((resolve) => {
      counted = resolve;
    });
    const waiting = sql`select 1 from pg_locks where not granted`;
    const one = db.transaction(async (tx) => {
      await give(first.orderId, id, tx);
      await tx.execute(sql`set constraints all immediate`);
      counted();
      await expect.poll(async () => (await tx.execute(waiting)).rows.length).toBe(1);
    });
    await hasCounted;
    await Promise.all([one, give(second.orderId, id)]);
    expect((await segmentOf(id))?.[0]).toBe(2);
  });

  it.skipIf(kind === "pglite")("finds the few of a segment without a look at all accounts", async () => {
    await db.execute(sql`
      insert into customers (id, email, created_at)
      select 'cust_' || lpad(nth::text, 24, '0'), 'many-' || nth || '@example.com', now() - nth * interval '1 minute'
        from generate_series(1, 20000) as nth`);
    await db.execute(sql`update customer_purchases set paid_orders = 2, last_paid_at = now()`);
    const few = [1, 2, 3].map((nth) => `cust_${String(nth * 6_000).padStart(24, "0")}`);
    await db.execute(
      sql`update customer_purchases set paid_orders = 0, last_paid_at = null where customer_id = any(${sql.param(few)}::text[])`,
    );
    await db.execute(sql`update customers set tier = 'gold' where id = ${few[0]}`);
    await db.execute(sql`vacuum analyze`);
    for (const [query, found] of [
      [{ segment: "never" }, 3],
      [{ segment: "once" }, 0],
      [{ segment: "away" }, 0],
      [{ segment: "often" }, 50],
      [{ tier: "gold" }, 1],
      [{ tier: "silver" }, 0],
    ] as const) {
      const reads = await readsOf(db, ["customers", "customer_purchases"], async () => {
        expect((await listPeople(readPeopleFilter(query))).people).toHaveLength(found);
      });
      expect([query, reads.whole]).toEqual([query, 0]);
      expect(reads.rows).toBeLessThan(500);
    }
  });
});
