import "server-only";
import { and, arrayOverlaps, asc, desc, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { auditEntries, staff } from "@/lib/db/schema";
import { auditedThings } from "@/lib/db/schema/staff";
import type { AuditAction, AuditOutcome, AuditSubject } from "@/lib/model/staff";

const PAGE = 50;
const MOST_OF_A_THING = 200;

export type AuditFilter = {
  /** Any of these ids; all changes where it is empty. */
  things: readonly string[];
  kind: AuditSubject["kind"] | null;
  staffId: StaffId | null;
};

/** Changes with what came of them, newest first. @param before the entry that the page before ended with */
export async function readAudit({ things, kind, staffId }: AuditFilter, before: number | null) {
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
    .where(
      and(
        isNull(auditEntries.endsId),
        things.length > 0 ? isAbout(things) : undefined,
        kind ? eq(auditEntries.subjectKind, kind) : undefined,
        staffId ? eq(auditEntries.staffId, staffId) : undefined,
        before === null ? undefined : lt(auditEntries.id, before),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(PAGE + 1);
  const entries = rows.slice(0, PAGE);
  return { entries, older: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
}

const isAbout = (things: readonly string[]): SQL =>
  arrayOverlaps(auditedThings(auditEntries), sql`${sql.param([...things])}::text[]`);

/** Who has worked in the desk, for a choice. */
export const listAuditedStaff = () =>
  db().select({ id: staff.id, name: staff.name, email: staff.email }).from(staff).orderBy(asc(staff.email));

/** A change with who made it. `outcome` is null when its end is not known. */
export type MadeChange = {
  id: number;
  at: Date;
  endedAt: Date | null;
  by: string;
  action: AuditAction;
  outcome: AuditOutcome | null;
};

type Thing = Pick<AuditSubject, "kind" | "id">;

/** What staff have changed about an order and what belongs to it. What was refused changed nothing, and is left out. */
export async function changesAbout(things: readonly Thing[]): Promise<MadeChange[]> {
  const end = alias(auditEntries, "audit_end");
  const rows = await db()
    .select({
      ...{ id: auditEntries.id, at: auditEntries.at, action: auditEntries.action },
      ...{ kind: auditEntries.subjectKind, subject: auditEntries.subjectId },
      ...{ name: staff.name, email: staff.email, endedAt: end.at, outcome: end.outcome },
    })
    .from(auditEntries)
    .innerJoin(staff, eq(staff.id, auditEntries.staffId))
    .leftJoin(end, eq(end.endsId, auditEntries.id))
    .where(and(isNull(auditEntries.endsId), isAbout(things.map(({ id }) => id))))
    .orderBy(desc(auditEntries.id))
    .limit(MOST_OF_A_THING);
  return rows.flatMap(({ kind, subject, name, email, ...row }) => {
    const isOne = things.some((thing) => thing.kind === kind && subject.split(/[ ,]/).includes(thing.id));
    return isOne && row.outcome !== "refused" ? [{ ...row, by: name || email }] : [];
  });
}
