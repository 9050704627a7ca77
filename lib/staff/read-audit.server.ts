import "server-only";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/lib/db/client";
import { auditEntries, staff } from "@/lib/db/schema";

const PAGE = 50;

/** Changes with what came of them, newest first. @param before the entry that the page before ended with */
export async function readAudit(before: number | null) {
  const end = alias(auditEntries, "audit_end");
  const rows = await db()
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      who: staff.email,
      role: auditEntries.role,
      from: auditEntries.from,
      action: auditEntries.action,
      subjectKind: auditEntries.subjectKind,
      subjectId: auditEntries.subjectId,
      asked: auditEntries.detail,
      outcome: end.outcome,
      detail: end.detail,
    })
    .from(auditEntries)
    .innerJoin(staff, eq(staff.id, auditEntries.staffId))
    .leftJoin(end, eq(end.endsId, auditEntries.id))
    .where(and(isNull(auditEntries.endsId), before === null ? undefined : lt(auditEntries.id, before)))
    .orderBy(desc(auditEntries.id))
    .limit(PAGE + 1);
  const entries = rows.slice(0, PAGE);
  return { entries, older: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
}
