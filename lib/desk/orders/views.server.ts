import "server-only";
import { and, asc, eq, or, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orderViews } from "@/lib/db/schema";
import { orderFilterParams, readOrderFilter } from "./order-filter";

type SavedView = { name: string; query: string; shared: boolean };

/** One's own and those for everybody. A view of an earlier version asks what can still be asked. */
export async function listViews(staffId: StaffId) {
  const rows = await db()
    .select()
    .from(orderViews)
    .where(or(eq(orderViews.staffId, staffId), eq(orderViews.shared, true)))
    .orderBy(asc(orderViews.name), asc(orderViews.id));
  return rows.map(({ id, name, query, shared, staffId: owner }) => ({
    ...{ id, name, shared, isOwn: owner === staffId },
    query: orderFilterParams(readOrderFilter(new URLSearchParams(query)).filter).toString(),
  }));
}

/** Saves a filter under a name; one's own view of this name gets the new filter. */
export async function saveView(
  staffId: StaffId,
  { name, query, shared }: SavedView,
): Promise<{ ok: true; after: SavedView } | { ok: false; code: "invalid_request" }> {
  const { filter, ignored } = readOrderFilter(new URLSearchParams(query));
  if (ignored.length > 0) return { ok: false, code: "invalid_request" };
  const view = { name, query: orderFilterParams(filter).toString(), shared };
  await db()
    .insert(orderViews)
    .values({ staffId, ...view })
    .onConflictDoUpdate({ target: [orderViews.staffId, orderViews.name], set: view });
  return { ok: true, after: view };
}

/** One's own, or one for everybody. */
export async function deleteView(
  staffId: StaffId,
  id: number,
): Promise<{ ok: true; before: SavedView } | { ok: false; code: "not_found" }> {
  const mayDelete = or(eq(orderViews.staffId, staffId), eq(orderViews.shared, sql`true`));
  const [view] = await db()
    .delete(orderViews)
    .where(and(eq(orderViews.id, id), mayDelete))
    .returning();
  if (!view) return { ok: false, code: "not_found" };
  const { name, query, shared } = view;
  return { ok: true, before: { name, query, shared } };
}
