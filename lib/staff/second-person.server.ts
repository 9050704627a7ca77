import "server-only";
import { createHash } from "node:crypto";
import { and, asc, desc, eq, gt, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import { type Currency, toMinor } from "@/lib/base/money";
import { shop } from "@/lib/config/shop";
import { inOwn, ownCurrency } from "@/lib/currencies/sold";
import { db, type Transaction } from "@/lib/db/client";
import { lockApproval } from "@/lib/db/locks.server";
import { approvals, staff } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { type AuditAction, type AuditSubject, hasRight, type Right } from "@/lib/model/staff";
import type { Staff } from "./read-staff.server";

/** Money that a change gives up. */
export type MoneyGivenUp = {
  /** Minor units, with what was given up for the same order before, so that nothing is got by several small steps. */
  amount: number;
  currency: Currency;
  /** What two people have to ask for alike. It names what was given up before, so that what was approved is done once. */
  same: unknown;
  /** Where in the desk it can be looked at and done. */
  page: string;
};

/** How long a wish waits for a second person. */
const WAITS_DAYS = 7;

const waits = and(
  eq(approvals.status, "asked"),
  gt(approvals.askedAt, sql`now() - make_interval(days => ${WAITS_DAYS})`),
);

/** What two have asked for may be done by either for a day, as Stripe may be away when the second one asks. */
const isApproved = and(
  eq(approvals.status, "approved"),
  gt(approvals.answeredAt, sql`now() - interval '1 day'`),
);

type Wish = { staff: Staff; right: Right; action: AuditAction; subject: AuditSubject };

/**
 * Whether a change that gives money up may be made now. Above the shop's limit, and when somebody else could ask for it too, it waits until
 * they have.
 */
export async function mayGiveUp(wish: Wish, money: MoneyGivenUp): Promise<boolean> {
  if (!isAboveLimit(money)) return true;
  return inTransaction(db(), async (tx) => {
    const isAlone = (await othersWith(tx, wish.right, wish.staff)) === 0;
    return isAlone || askOrApprove(tx, wish, money);
  });
}

/** A currency that the store no longer sells in has no rate, so its money always takes two. */
function isAboveLimit({ amount, currency }: MoneyGivenUp): boolean {
  const { secondPersonAbove } = shop().desk;
  if (secondPersonAbove === null) return false;
  const own = inOwn(amount, currency);
  return own === null || own > toMinor(secondPersonAbove, ownCurrency());
}

/** How many others work here, have signed in, and have the right. */
async function othersWith(tx: Transaction, right: Right, { id }: Staff): Promise<number> {
  const others = await tx
    .select({ role: staff.role })
    .from(staff)
    .where(and(ne(staff.id, id), isNull(staff.endedAt), isNotNull(staff.joinedAt)));
  return others.filter(({ role }) => hasRight(role, right)).length;
}

/** @returns whether two have asked for the same by now */
async function askOrApprove(tx: Transaction, wish: Wish, money: MoneyGivenUp): Promise<boolean> {
  const { action, subject } = wish;
  const digest = createHash("sha256").update(JSON.stringify(money.same)).digest("base64url");
  const same = { action, subjectKind: subject.kind, subjectId: subject.id, digest };
  await lockApproval(tx, `${action} ${subject.id} ${digest}`);
  const found = await findSame(tx, same);
  if (found) return found.status === "approved" || approve(tx, found, wish.staff);
  const { amount, currency, page } = money;
  const asked = { amount, currency, page, askedBy: wish.staff.id };
  await tx
    .insert(approvals)
    .values({ ...same, ...asked })
    .onConflictDoUpdate({
      target: [approvals.action, approvals.subjectKind, approvals.subjectId, approvals.digest],
      targetWhere: sql`${approvals.status} = 'asked'`,
      // One that has waited too long is asked for anew.
      set: { ...asked, askedAt: sql`now()` },
    });
  return false;
}

type Same = Pick<typeof approvals.$inferSelect, "action" | "subjectKind" | "subjectId" | "digest">;

async function findSame(tx: Transaction, { action, subjectKind, subjectId, digest }: Same) {
  const [found] = await tx
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.action, action),
        eq(approvals.subjectKind, subjectKind),
        eq(approvals.subjectId, subjectId),
        eq(approvals.digest, digest),
        or(waits, isApproved),
      ),
    )
    .orderBy(desc(approvals.id))
    .limit(1)
    .for("update");
  return found ?? null;
}

async function approve(tx: Transaction, { id, askedBy }: typeof approvals.$inferSelect, by: Staff) {
  if (askedBy === by.id) return false;
  await tx
    .update(approvals)
    .set({ status: "approved", answeredBy: by.id, answeredAt: new Date() })
    .where(eq(approvals.id, id));
  return true;
}

/** What waits for a second person, oldest first. */
export async function listWaitingApprovals() {
  return db()
    .select({
      id: approvals.id,
      action: approvals.action,
      subjectKind: approvals.subjectKind,
      subjectId: approvals.subjectId,
      amount: approvals.amount,
      currency: approvals.currency,
      page: approvals.page,
      askedAt: approvals.askedAt,
      askedBy: approvals.askedBy,
      name: sql<string>`coalesce(nullif(${staff.name}, ''), ${staff.email})`,
    })
    .from(approvals)
    .innerJoin(staff, eq(staff.id, approvals.askedBy))
    .where(waits)
    .orderBy(asc(approvals.askedAt))
    .limit(100);
}

/** Ends a wish that waits: somebody says no, or who asked takes it back. */
export async function declineApproval(id: number, by: StaffId) {
  const [ended] = await db()
    .update(approvals)
    .set({ status: "declined", answeredBy: by, answeredAt: new Date() })
    .where(and(eq(approvals.id, id), eq(approvals.status, "asked")))
    .returning();
  return ended ?? null;
}
