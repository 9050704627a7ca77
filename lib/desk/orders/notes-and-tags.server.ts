import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { OrderId, StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orderNotes, orders, orderTags, staff } from "@/lib/db/schema";
import { findOrderId } from "@/lib/orders/merchant/find-order.server";

type OrderRefusal = { ok: false; code: "not_found" };

const NO_ORDER: OrderRefusal = { ok: false, code: "not_found" };

export async function addNote(
  number: string,
  staffId: StaffId,
  note: string,
): Promise<{ ok: true; after: { note: string } } | OrderRefusal> {
  const orderId = await findOrderId(number);
  if (!orderId) return NO_ORDER;
  await db().insert(orderNotes).values({ orderId, staffId, note });
  return { ok: true, after: { note } };
}

/** Marks all of these orders; one that has the tag keeps it. Nothing is marked when one of them does not exist. */
export async function addTag(
  numbers: readonly string[],
  staffId: StaffId,
  tag: string,
): Promise<{ ok: true; after: { tag: string; added: number } } | OrderRefusal> {
  const found = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(inArray(orders.number, [...numbers]));
  if (found.length === 0 || found.length < new Set(numbers).size) return NO_ORDER;
  const added = await db()
    .insert(orderTags)
    .values(found.map(({ id }) => ({ orderId: id, staffId, tag })))
    .onConflictDoNothing()
    .returning({ orderId: orderTags.orderId });
  return { ok: true, after: { tag, added: added.length } };
}

export async function removeTag(
  number: string,
  tag: string,
): Promise<{ ok: true; before: { tag: string } } | OrderRefusal> {
  const orderId = await findOrderId(number);
  if (!orderId) return NO_ORDER;
  const removed = await db()
    .delete(orderTags)
    .where(and(eq(orderTags.orderId, orderId), eq(orderTags.tag, tag)))
    .returning({ tag: orderTags.tag });
  return removed.length > 0 ? { ok: true, before: { tag } } : NO_ORDER;
}

const writer = sql<string>`coalesce(nullif(${staff.name}, ''), ${staff.email})`;

/** Newest first. */
export const notesOf = (orderId: OrderId) =>
  db()
    .select({ id: orderNotes.id, note: orderNotes.note, at: orderNotes.createdAt, by: writer })
    .from(orderNotes)
    .innerJoin(staff, eq(staff.id, orderNotes.staffId))
    .where(eq(orderNotes.orderId, orderId))
    .orderBy(desc(orderNotes.id));

export const tagsOf = (ids: readonly OrderId[]) =>
  db()
    .select({ orderId: orderTags.orderId, tag: orderTags.tag, at: orderTags.createdAt, by: writer })
    .from(orderTags)
    .innerJoin(staff, eq(staff.id, orderTags.staffId))
    .where(inArray(orderTags.orderId, [...ids]))
    .orderBy(asc(orderTags.tag));
