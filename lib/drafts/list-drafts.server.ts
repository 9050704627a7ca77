import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { DraftId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { cartLines, draftOrders, orders, staff } from "@/lib/db/schema";
import { DRAFT_STATES, type DraftState } from "@/lib/model/draft";
import { draftState } from "./state";

const PAGE_SIZE = 50;

export const readDraftFilter = (value: unknown): DraftState | null =>
  DRAFT_STATES.find((known) => known === value) ?? null;

/** A page of the drafts, newest first. `after` is the last one of the page before. */
export async function listDrafts(filter: DraftState | null, after: DraftId | null, size = PAGE_SIZE) {
  const before = sql`(select d.created_at, d.id from ${draftOrders} d where d.id = ${after})`;
  const rows = await db()
    .select({
      ...{ id: draftOrders.id, email: draftOrders.email, createdAt: draftOrders.createdAt },
      ...{ sentAt: draftOrders.sentAt, expiresAt: draftOrders.expiresAt, endedAt: draftOrders.endedAt },
      ...{ number: orders.number, status: orders.status, name: staff.name, staffEmail: staff.email },
      ...{ total: orders.total, currency: orders.currency },
      pieces: sql<number>`coalesce((select sum(${cartLines.quantity}) from ${cartLines} where ${cartLines.cartId} = ${draftOrders.cartId}), 0)::int`,
    })
    .from(draftOrders)
    .innerJoin(staff, eq(staff.id, draftOrders.staffId))
    .leftJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(
      and(
        after === null ? undefined : sql`(${draftOrders.createdAt}, ${draftOrders.id}) < ${before}`,
        filter === null ? undefined : sql`(${STATE}) = ${filter}`,
      ),
    )
    .orderBy(desc(draftOrders.createdAt), desc(draftOrders.id))
    .limit(size + 1);
  const now = new Date();
  const page = rows.slice(0, size).map(({ name, staffEmail, status, ...row }) => ({
    ...row,
    state: draftState(row, status, now),
    by: name || staffEmail,
  }));
  return { drafts: page, after: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}

/** As `draftState` says it; a test compares them. */
const STATE: SQL = sql`case
  when ${orders.status} is not null and ${orders.status} not in ('open', 'payment_failed', 'expired', 'canceled') then 'paid'
  when ${draftOrders.endedAt} is not null or ${orders.status} = 'canceled' then 'ended'
  when ${draftOrders.sentAt} is null then 'ready'
  when ${draftOrders.expiresAt} <= now() then 'run_out'
  else 'sent' end`;

export type ListedDraft = Awaited<ReturnType<typeof listDrafts>>["drafts"][number];
