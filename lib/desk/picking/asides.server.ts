import "server-only";
import { asc, count, eq, inArray, sql } from "drizzle-orm";
import type { OrderId, StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orderAsides, orders, staff } from "@/lib/db/schema";
import { isToBeSent, TO_BE_SENT } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";

const MOST_LISTED = 200;

const fields = {
  orderId: orderAsides.orderId,
  number: orders.number,
  sku: orderAsides.sku,
  at: orderAsides.createdAt,
  by: sql<string>`coalesce(nullif(${staff.name}, ''), ${staff.email})`,
};

export type Aside = { orderId: OrderId; number: string; sku: string; at: Date; by: string };

const asides = () =>
  db()
    .select(fields)
    .from(orderAsides)
    .innerJoin(orders, eq(orders.id, orderAsides.orderId))
    .innerJoin(staff, eq(staff.id, orderAsides.staffId));

export const asidesOf = async (ids: readonly OrderId[]): Promise<Aside[]> =>
  ids.length === 0 ? [] : asides().where(inArray(orderAsides.orderId, [...ids]));

/** Orders that are still to be sent and wait aside, the longest first. */
export const listAsides = (): Promise<Aside[]> =>
  asides()
    .where(inArray(orders.status, [...TO_BE_SENT]))
    .orderBy(asc(orderAsides.createdAt), asc(orderAsides.orderId))
    .limit(MOST_LISTED);

export async function countAsides(): Promise<number> {
  const [row] = await db()
    .select({ waiting: count() })
    .from(orderAsides)
    .innerJoin(orders, eq(orders.id, orderAsides.orderId))
    .where(inArray(orders.status, [...TO_BE_SENT]));
  return row?.waiting ?? 0;
}

type SetAside =
  | { ok: true }
  | { ok: false; code: "not_found" | "already_aside" | "not_in_order" }
  | { ok: false; code: "not_ready"; status: OrderStatus };

/** A piece of the order is not where it should be: the order is left out of pick lists until somebody takes it up again. */
export async function setAside(number: string, sku: string, staffId: StaffId): Promise<SetAside> {
  const order = await orderByNumber(number);
  if (!order) return { ok: false, code: "not_found" };
  if (!isToBeSent(order.status)) return { ok: false, code: "not_ready", status: order.status };
  const left = await unsentPieces(db(), order);
  if (!left.some((line) => line.sku === sku)) return { ok: false, code: "not_in_order" };
  const rows = await db()
    .insert(orderAsides)
    .values({ orderId: order.id, sku, staffId })
    .onConflictDoNothing()
    .returning({ orderId: orderAsides.orderId });
  return rows.length > 0 ? { ok: true } : { ok: false, code: "already_aside" };
}

/** @returns what was not found; null when the order is not aside, as somebody was faster */
export async function takeUpAgain(number: string): Promise<{ sku: string } | null> {
  const order = await orderByNumber(number);
  if (!order) return null;
  const [gone] = await db()
    .delete(orderAsides)
    .where(eq(orderAsides.orderId, order.id))
    .returning({ sku: orderAsides.sku });
  return gone ?? null;
}
