import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { isStopping } from "@/lib/base/stopping.server";
import type { Database } from "@/lib/db/client";
import { withLease } from "@/lib/db/lease.server";
import { differences, reconciliations } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { COMPARED, type Compared } from "@/lib/model/reconciliation";
import type { Period } from "../period";
import { type ComparedPage, compareDisputes, comparePayments, compareRefunds } from "./at-stripe.server";
import { compareOwnPayments, compareOwnRefunds } from "./here.server";

type Reconciliation = typeof reconciliations.$inferSelect;

const COMPARE: Record<
  Compared,
  (db: Database, period: Period, place: string | null) => Promise<ComparedPage>
> = {
  payments: comparePayments,
  refunds: compareRefunds,
  disputes: compareDisputes,
  own_payments: compareOwnPayments,
  own_refunds: compareOwnRefunds,
};

/** Begins to compare. Null while another comparison is under way. */
export async function beginComparison(
  db: Database,
  { from, to }: Period,
  startedBy: string,
): Promise<number | null> {
  const [made] = await db
    .insert(reconciliations)
    .values({ fromAt: from, toAt: to, startedBy })
    .onConflictDoNothing()
    .returning({ id: reconciliations.id });
  return made?.id ?? null;
}

/** @returns whether there was one to end */
export async function endComparison(db: Database, id: number, endedBy: string): Promise<boolean> {
  const ended = await db
    .update(reconciliations)
    .set({ endedAt: sql`now()`, endedBy })
    .where(and(eq(reconciliations.id, id), isNull(reconciliations.endedAt)))
    .returning({ id: reconciliations.id });
  return ended.length > 0;
}

/**
 * Compares on, page by page, from where the last call stopped. One process at a time.
 * @param deadline milliseconds since 1970, when no further page is begun
 * @returns how many pages were compared
 */
export async function workOnComparison(db: Database, deadline: number): Promise<number> {
  const open = async () =>
    (await db.select().from(reconciliations).where(isNull(reconciliations.endedAt)).limit(1))[0];
  if (!(await open())) return 0;
  const leased = await withLease(db, "reconciliation", async () => {
    for (let pages = 0; ; pages += 1) {
      const run = await open();
      if (!run || Date.now() >= deadline || isStopping()) return pages;
      const page = await COMPARE[run.stage](db, { from: run.fromAt, to: run.toAt }, run.place);
      await keep(db, run, page);
    }
  });
  return leased.held ? leased.result : 0;
}

/** What a page found, and how far it is now, are stored together. */
async function keep(db: Database, run: Reconciliation, page: ComparedPage): Promise<void> {
  const next = page.place === null ? COMPARED[COMPARED.indexOf(run.stage) + 1] : run.stage;
  const count = (name: Compared | "foreign", more: number) =>
    more > 0 ? { [name]: (run.counts[name] ?? 0) + more } : {};
  await inTransaction(db, async (tx) => {
    if (page.found.length > 0) {
      await tx
        .insert(differences)
        .values(page.found.map((one) => ({ ...one, reconciliationId: run.id })))
        .onConflictDoNothing();
    }
    await tx
      .update(reconciliations)
      .set({
        stage: next ?? run.stage,
        place: page.place,
        counts: { ...run.counts, ...count(run.stage, page.compared), ...count("foreign", page.foreign) },
        ...(page.reachedAt && { reachedAt: page.reachedAt }),
        ...(!next && { endedAt: sql`now()` }),
      })
      .where(and(eq(reconciliations.id, run.id), isNull(reconciliations.endedAt)));
  });
}
