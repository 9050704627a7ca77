import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { auditEntries } from "@/lib/db/schema";
import { clientAddress } from "@/lib/http/client-address";
import type { AuditAction, AuditOutcome, AuditSubject } from "@/lib/model/staff";
import type { Staff } from "./read-staff.server";

type Change = {
  staff: Pick<Staff, "id" | "role">;
  headers: Headers;
  action: AuditAction;
  subject: AuditSubject;
};

/** Writes that a change was asked for, before it begins. What is `asked` holds no secret. */
async function writeAsked(change: Change, asked: Record<string, unknown>): Promise<number> {
  const [entry] = await db()
    .insert(auditEntries)
    .values({ ...rowOf(change), outcome: "asked", detail: asked })
    .returning({ id: auditEntries.id });
  if (!entry) throw new Error("the audit log took no entry");
  return entry.id;
}

const rowOf = ({ staff, headers, action, subject }: Change) => ({
  staffId: staff.id,
  role: staff.role,
  from: clientAddress(headers, env())?.address ?? null,
  action,
  subjectKind: subject.kind,
  subjectId: subject.id,
});

type Ended = { outcome: Exclude<AuditOutcome, "asked">; detail: Record<string, unknown> };

/**
 * Makes a change between two entries of the audit log: that it was asked for, and what came of it. A change that nothing could be written about
 * is not made. The change keeps its own transactions, as it may ask Stripe in between.
 */
export async function audited<Result>(
  change: Change,
  asked: Record<string, unknown>,
  make: () => Promise<{ result: Result; ended: Ended }>,
): Promise<Result> {
  const id = await writeAsked(change, asked);
  try {
    const { result, ended } = await make();
    await writeEnd(change, id, ended);
    return result;
  } catch (error) {
    await writeEnd(change, id, { outcome: "failed", detail: { error: describeError(error) } });
    throw error;
  }
}

/** The change is made by now, so a log that takes no entry does not undo it: the entry that it was asked for stays. */
async function writeEnd(change: Change, endsId: number, { outcome, detail }: Ended): Promise<void> {
  try {
    await db()
      .insert(auditEntries)
      .values({ ...rowOf(change), outcome, detail, endsId });
  } catch (error) {
    log.error(
      `audit entry ${endsId} (${change.action}) ended as ${outcome}, and that was not written: ${describeError(error)}`,
    );
  }
}
