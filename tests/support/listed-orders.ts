import { eq, sql } from "drizzle-orm";
import { newOrderId, newOrderNumber } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { exportOrders } from "@/lib/desk/orders/export-orders.server";
import { listOrders } from "@/lib/desk/orders/list-orders.server";
import { readOrderFilter } from "@/lib/desk/orders/order-filter";
import type { ChargeFacts } from "@/lib/model/order";
import { insertOrder } from "./store-fixtures";

type OrderChanges = Partial<typeof orders.$inferInsert>;

export const A_CHARGE: ChargeFacts = {
  ...{ method: "card", brand: "visa", last4: "4242", country: "FR", funding: "credit", wallet: null },
  ...{ threeDSecure: null, cvcCheck: "pass", postalCodeCheck: null, riskLevel: "normal", riskScore: 12 },
  fee: null,
};

/** Orders as the desk's list finds them, without Stripe. */
export function listedOrders(db: ReturnType<typeof connect>) {
  const filterOf = (query: string) => readOrderFilter(new URLSearchParams(query)).filter;

  /** Copies of a paid order of one mug, a minute apart, the last one the newest. */
  async function insertMany(changes: readonly OrderChanges[], newest = new Date("2026-11-20T12:00:00Z")) {
    const { number, id, createdAt, ...model } = await insertOrder(db, { status: "paid" });
    await db.delete(orders).where(eq(orders.id, id));
    const rows = changes.map((own, index) => ({
      ...model,
      id: newOrderId(),
      number: newOrderNumber(),
      createdAt: new Date(newest.getTime() - (changes.length - 1 - index) * 60_000),
      ...own,
    }));
    return db.insert(orders).values(rows).returning();
  }

  return {
    insertMany,
    filterOf,
    list: (query = "", ...place: [Parameters<typeof listOrders>[1]?, number?]) =>
      listOrders(filterOf(query), place[0] ?? null, place[1]),
    numbers: async (query = "") =>
      (await listOrders(filterOf(query), null)).orders.map(({ number }) => number),
    csv: (query = "", pageSize?: number) => exportOrders(filterOf(query), pageSize),
    async pay(order: { id: typeof orders.$inferSelect.id }, charge: Partial<ChargeFacts> = {}) {
      const name = order.id.slice(-12);
      await db.insert(paymentAttempts).values({
        ...{ orderId: order.id, stripeId: `cs_test_${name}`, status: "paid" as const, amountCaptured: 2490 },
        ...{ paymentIntentId: sql`${`pi_${name}`}`, chargeId: `ch_${name}` },
        ...{ charge: { ...A_CHARGE, ...charge }, expiresAt: new Date() },
      });
      return name;
    },
  };
}
