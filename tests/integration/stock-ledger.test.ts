import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { stockMovements, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { countStock } from "@/lib/inventory/count.server";
import { changeOnHand } from "@/lib/inventory/on-hand.server";
import { readStockFile } from "@/lib/inventory/stock-file.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { onHand } from "@/tests/support/shop";
import { insertVariants } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const local = await testStripe();
const { paid } = orderShop(db, local);

const movementsOf = (id: VariantId) =>
  db.select().from(stockMovements).where(eq(stockMovements.variantId, id)).orderBy(stockMovements.id);

async function variantWith(pieces: number, { backorder = false } = {}) {
  const [variant] = await insertVariants(db, [pieces]);
  if (!variant) throw new Error("no variant");
  await db.update(variants).set({ backorder }).where(eq(variants.id, variant.id));
  return variant;
}

describe("the stock ledger", () => {
  it("names the order that took pieces, and the one that gave them back", async () => {
    const { mug, orderId, number } = await paid({ quantity: 2, stock: 10 });
    expect(await cancelOrder(number, { restock: true })).toMatchObject({ ok: true });
    expect(await movementsOf(mug)).toMatchObject([
      { change: 10, onHandAfter: 10, reason: "opening" },
      { change: -2, onHandAfter: 8, reason: "sale", orderId, who: "store" },
      { change: 2, onHandAfter: 10, reason: "return", orderId, who: "merchant" },
    ]);
  });

  it("records what a merchant does in the database as a correction by its user", async () => {
    const { id } = await variantWith(4);
    await db.execute(sql`update variants set on_hand = 9 where id = ${id}`);
    const { rows } = await db.execute<{ user: string }>(sql`select session_user as user`);
    expect((await movementsOf(id)).at(-1)).toMatchObject({
      ...{ change: 5, onHandAfter: 9, reason: "correction", orderId: null },
      who: rows[0]?.user,
    });
  });

  it("does not take over the reason of an earlier transaction of the same connection", async () => {
    const { id } = await variantWith(4);
    await countStock(db, { sku: `SKU-${id}`, kind: "counted", pieces: 3, who: "ada", note: "one broke" });
    await db.update(variants).set({ onHand: 7 }).where(eq(variants.id, id));
    expect(await movementsOf(id)).toMatchObject([
      { change: 4 },
      { change: -1, reason: "count", who: "ada", note: "one broke" },
      { change: 4, reason: "correction", note: null },
    ]);
  });

  it("writes nothing where nothing changes", async () => {
    const { id, sku } = await variantWith(4);
    await countStock(db, { sku, kind: "counted", pieces: 4, who: "ada" });
    await db.update(variants).set({ onHand: 4, unitAmount: 1 }).where(eq(variants.id, id));
    expect(await movementsOf(id)).toHaveLength(1);
  });

  it("adds up to what is on hand, whoever writes", async () => {
    const { id, sku } = await variantWith(20, { backorder: true });
    const step = fc.oneof(
      fc.record({ by: fc.constant("sale" as const), pieces: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ by: fc.constant("counted" as const), pieces: fc.nat(50) }),
      fc.record({ by: fc.constant("received" as const), pieces: fc.nat(50) }),
      fc.record({ by: fc.constant("sql" as const), pieces: fc.integer({ min: -20, max: 50 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const { by, pieces } of steps) {
          if (by === "sale") {
            const line = { variantId: id, quantity: pieces };
            await inTransaction(db, (tx) => changeOnHand(tx, [line], -1, { reason: "sale", who: "store" }));
          } else if (by === "sql")
            await db.update(variants).set({ onHand: pieces }).where(eq(variants.id, id));
          else await countStock(db, { sku, kind: by, pieces, who: "ada" });
        }
        const movements = await movementsOf(id);
        const now = await onHand(db, id);
        expect(movements.reduce((sum, { change }) => sum + change, 0)).toBe(now);
        expect(movements.at(-1)?.onHandAfter ?? 0).toBe(now);
      }),
      { numRuns: 25 },
    );
  });

  it("is shown by SKU, newest first", async () => {
    const { sku } = await variantWith(4);
    await countStock(db, { sku, kind: "received", pieces: 6, who: "ada" });
    const file = await readStockFile(db, sku);
    expect(file?.ready).toBe(10);
    expect(file?.movements).toMatchObject([{ change: 6, reason: "received" }, { reason: "opening" }]);
    expect(await readStockFile(db, "NO-SUCH")).toBeNull();
  });
});
