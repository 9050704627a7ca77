import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ordersToPick } from "@/lib/desk/picking/choose-orders.server";
import { testDatabase } from "@/tests/support/database";
import { listedOrders } from "@/tests/support/listed-orders";
import { readsOf } from "@/tests/support/table-reads";

const { db, kind } = await testDatabase();
const { insertMany, list } = listedOrders(db);

const ORDERS = 20_000;
/** Orders that the list looks at in its order, for a page and to count them, before it asks the indexes. */
const WALKED = 2 * 5_000;

/** Copies of one order, a minute apart. One in a thousand is another person's. */
async function makeManyOrders(): Promise<void> {
  const [model] = await insertMany([{}]);
  if (!model) throw new Error("no order");
  await db.execute(sql`
    insert into orders select (jsonb_populate_record(model, jsonb_build_object(
      'id', 'ord_' || lpad(nth::text, 20, '0'),
      'number', 'SIZE-' || lpad(nth::text, 5, '0'),
      'customer_name', case when nth % 1000 = 0 then 'Zenobia Rare' else 'Ada Common' end,
      'email', case when nth % 1000 = 0 then 'zenobia@rare.example' else 'ada@common.example' end,
      'created_at', model.created_at - nth * interval '1 minute'
    ))).* from orders as model, generate_series(1, ${ORDERS}) as nth where model.id = ${model.id}`);
  await db.execute(sql`analyze`);
}

// PGlite would need minutes for so many orders, and has the same plans.
describe.skipIf(kind === "pglite")(`Among ${ORDERS} orders`, async () => {
  if (kind !== "pglite") await makeManyOrders();

  it.each([
    ["a rare name", "q=zenobia", 20],
    ["a part of an e-mail", "q=rare.example", 20],
    ["a name and a state", "q=zenobia&state=paid", 20],
    ["a name of almost all", "q=common", 50],
    ["a number", "q=SIZE-19999", 1],
    ["nobody", "q=nemo", 0],
  ])("a search reads a bounded part, never the whole table: %s", async (_, query, most) => {
    const reads = await readsOf(db, ["order_listings", "orders"], async () => {
      const { orders: found } = await list(query);
      expect(found.length).toBeLessThanOrEqual(most);
      expect(found.length > 0).toBe(most > 0);
    });
    expect(reads.whole).toBe(0);
    expect(reads.rows).toBeLessThanOrEqual(WALKED + 2_000);
  });

  it("gives those that have waited longest without a look at all that wait", async () => {
    const reads = await readsOf(db, ["orders"], async () => {
      expect(await ordersToPick(50)).toHaveLength(50);
    });
    expect(reads.whole).toBe(0);
    expect(reads.rows).toBeLessThan(500);
  });
});
