import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { staff, staffSessions } from "@/lib/db/schema";
import { hasRight, isStaffRole, type Right } from "@/lib/model/staff";

/** Whether a session that was open when a request began is open now, and its person has the right. */
export async function mayStillRead(
  { id, sessionId }: { id: StaffId; sessionId: string },
  right: Right,
): Promise<boolean> {
  const [found] = await db()
    .select({ role: staff.role })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(
      and(
        ...[eq(staffSessions.id, sessionId), eq(staff.id, id), isNull(staff.endedAt)],
        gt(staffSessions.expiresAt, sql`now()`),
      ),
    );
  return found !== undefined && isStaffRole(found.role) && hasRight(found.role, right);
}
