import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import type { AttemptStatus } from "@/lib/model/order";

export type ClaimedAttempt = {
  orderId: OrderId;
  stripeId: string;
  /** As stored. */
  status: AttemptStatus;
  createdAt: Date;
};

type Row = { order_id: OrderId; stripe_id: string; status: AttemptStatus; created_ms: string };

/**
 * Claims payments under way for one check, oldest check first. They count as checked from now on, even if a read fails, so that they do
 * not stay first; and no other round gets them, as it skips what is locked.
 */
export async function claimAttempts(which: SQL | undefined, limit: number): Promise<ClaimedAttempt[]> {
  const { rows } = await db().execute<Row>(sql`
    with due as materialized (
      select ${paymentAttempts.stripeId} as id from ${paymentAttempts}
      where ${paymentAttempts.status} in ('open', 'processing') and ${which ?? sql`true`}
      order by ${paymentAttempts.checkedAt} limit ${limit} for no key update skip locked
    )
    update ${paymentAttempts} set checked_at = clock_timestamp() from due
    where ${paymentAttempts.stripeId} = due.id
    returning order_id, stripe_id, status, extract(epoch from ${paymentAttempts.createdAt}) * 1000 as created_ms
  `);
  return rows.map((row) => ({
    orderId: row.order_id,
    stripeId: row.stripe_id,
    status: row.status,
    createdAt: new Date(Number(row.created_ms)),
  }));
}
