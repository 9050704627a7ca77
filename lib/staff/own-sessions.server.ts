import "server-only";
import { and, desc, eq, gt, ne, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { staffSessions } from "@/lib/db/schema";
import type { Staff } from "./read-staff.server";

type Own = Pick<Staff, "id" | "sessionId">;

/** Where somebody is signed in, the newest first. */
export async function listOwnSessions({ id, sessionId }: Own) {
  const rows = await db()
    .select({
      ...{ id: staffSessions.id, at: staffSessions.createdAt },
      ...{ from: staffSessions.ipAddress, browser: staffSessions.userAgent },
    })
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, id), gt(staffSessions.expiresAt, sql`now()`)))
    .orderBy(desc(staffSessions.createdAt));
  return rows.map((row) => ({ ...row, isHere: row.id === sessionId }));
}

/** @returns how many were ended */
export async function endOtherSessions({ id, sessionId }: Own): Promise<number> {
  const ended = await db()
    .delete(staffSessions)
    .where(and(eq(staffSessions.staffId, id), ne(staffSessions.id, sessionId)))
    .returning({ id: staffSessions.id });
  return ended.length;
}
