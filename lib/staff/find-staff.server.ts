import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { staff } from "@/lib/db/schema";

/** The account with this address that may sign in; null when there is none. */
export async function findStaff(q: Queryable, email: string) {
  const [found] = await q
    .select()
    .from(staff)
    .where(and(eq(staff.email, email.toLowerCase()), isNull(staff.endedAt)));
  return found ?? null;
}
