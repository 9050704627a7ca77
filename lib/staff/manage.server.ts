import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, count, eq, gt, isNull, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { newStaffId, type StaffId } from "@/lib/base/ids";
import { db, type Transaction } from "@/lib/db/client";
import { staff, staffPasskeys, staffSecondFactors, staffSessions } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { StaffRole } from "@/lib/model/staff";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";

/** Everybody who works here or did, owners first. */
export async function listStaff() {
  const sessions = db()
    .select({ staffId: staffSessions.staffId, open: count().as("open") })
    .from(staffSessions)
    .where(gt(staffSessions.expiresAt, sql`now()`))
    .groupBy(staffSessions.staffId)
    .as("sessions");
  return db()
    .select({
      id: staff.id,
      email: staff.email,
      name: staff.name,
      role: staff.role,
      joinedAt: staff.joinedAt,
      endedAt: staff.endedAt,
      sessions: sql<number>`coalesce(${sessions.open}, 0)::int`,
      hasSecondFactor: sql<boolean>`${staffSecondFactors.confirmedAt} is not null
        or exists (select 1 from ${staffPasskeys} where ${staffPasskeys.staffId} = ${staff.id})`,
    })
    .from(staff)
    .leftJoin(sessions, eq(sessions.staffId, staff.id))
    .leftJoin(staffSecondFactors, eq(staffSecondFactors.staffId, staff.id))
    .orderBy(sql`${staff.endedAt} is not null`, sql`${staff.role} <> 'owner'`, asc(staff.email));
}

type Invited = { email: string; name: string; role: StaffRole };

/** Makes an account, or opens an ended one again, and tells its owner. The mailbox is shown at the first sign-in. */
export async function inviteStaff(
  { email, name, role }: Invited,
  by: { name: string; locale: Locale },
): Promise<{ ok: true; id: StaffId } | { ok: false; code: "staff_known" }> {
  return inTransaction(db(), async (tx) => {
    const [known] = await tx.select().from(staff).where(eq(staff.email, email)).for("update");
    if (known && !known.endedAt) return { ok: false, code: "staff_known" };
    const id = known?.id ?? newStaffId();
    const account = { name, role, endedAt: null, joinedAt: null };
    await tx
      .insert(staff)
      .values({ id, email, emailVerified: true, locale: by.locale, ...account })
      .onConflictDoUpdate({ target: staff.id, set: account });
    await enqueueForPerson(tx, {
      effect: "email.staff_invited",
      occurrence: randomUUID(),
      payload: { email, by: by.name, role, locale: by.locale },
    });
    return { ok: true, id };
  });
}

type StaffChange = { name?: string; role?: StaffRole; ended?: boolean };

type Facts = { name: string; role: StaffRole; ended: boolean };

/** Changes an account. Who is ended is signed out everywhere at once. One owner always stays. */
export async function changeStaff(
  id: StaffId,
  change: StaffChange,
): Promise<{ ok: true; before: Facts; after: Facts } | { ok: false; code: "not_found" | "last_owner" }> {
  return inTransaction(db(), async (tx) => {
    // All owners at once, so that two of them can't end each other at the same moment.
    const owners = await tx
      .select({ id: staff.id })
      .from(staff)
      .where(and(eq(staff.role, "owner"), isNull(staff.endedAt)))
      .orderBy(asc(staff.id))
      .for("update");
    const [account] = await tx.select().from(staff).where(eq(staff.id, id)).for("update");
    if (!account) return { ok: false, code: "not_found" };
    const before = { name: account.name, role: account.role, ended: account.endedAt !== null };
    const after = { ...before, ...change };
    const staysOwner = after.role === "owner" && !after.ended;
    const isLastOwner = owners.length === 1 && owners[0]?.id === id;
    if (isLastOwner && !staysOwner) return { ok: false, code: "last_owner" };
    await tx
      .update(staff)
      .set({
        name: after.name,
        role: after.role,
        endedAt: after.ended ? (account.endedAt ?? new Date()) : null,
      })
      .where(eq(staff.id, id));
    if (after.ended) await endSessions(tx, id);
    return { ok: true, before, after };
  });
}

async function endSessions(tx: Transaction, id: StaffId): Promise<number> {
  const ended = await tx.delete(staffSessions).where(eq(staffSessions.staffId, id)).returning();
  return ended.length;
}

/** Signs somebody out everywhere. @returns how many sessions were open; null when nobody has the id */
export async function signOutEverywhere(id: StaffId): Promise<number | null> {
  return inTransaction(db(), async (tx) => {
    const [account] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, id)).for("update");
    return account ? endSessions(tx, id) : null;
  });
}

/** Forgets the app and the passkeys of somebody whose phone is lost, and signs them out: the next sign-in sets up a new one. */
export async function forgetSecondFactor(id: StaffId): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const [account] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, id)).for("update");
    if (!account) return false;
    await tx.delete(staffSecondFactors).where(eq(staffSecondFactors.staffId, id));
    await tx.delete(staffPasskeys).where(eq(staffPasskeys.staffId, id));
    await endSessions(tx, id);
    return true;
  });
}

/** Changes what is somebody's own. */
export async function changeOwnAccount(id: StaffId, own: { name: string; locale: Locale }): Promise<void> {
  await db().update(staff).set(own).where(eq(staff.id, id));
}
