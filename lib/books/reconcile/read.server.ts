import "server-only";
import { and, asc, count, desc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { differences, orders, reconciliations } from "@/lib/db/schema";

const PAGE = 100;
const EARLIER = 10;

export type ComparisonRun = typeof reconciliations.$inferSelect;
export type ListedDifference = typeof differences.$inferSelect & { number: string | null };

type ReadComparison = {
  run: ComparisonRun | null;
  found: number;
  open: number;
  listed: ListedDifference[];
  /** The last difference of the page; null when there are no more. */
  after: number | null;
  earlier: ComparisonRun[];
};

/** A comparison with what it found, the newest when none is named, and those before it. */
export async function readComparison(
  db: Database,
  asked: { id: number | null; after: number },
): Promise<ReadComparison> {
  const earlier = await db.select().from(reconciliations).orderBy(desc(reconciliations.id)).limit(EARLIER);
  const named =
    asked.id === null
      ? earlier[0]
      : (await db.select().from(reconciliations).where(eq(reconciliations.id, asked.id)))[0];
  if (!named) return { run: null, found: 0, open: 0, listed: [], after: null, earlier };
  const own = eq(differences.reconciliationId, named.id);
  const [all] = await db.select({ count: count() }).from(differences).where(own);
  const [open] = await db
    .select({ count: count() })
    .from(differences)
    .where(and(own, isNull(differences.repairedAt)));
  const rows = await db
    .select({ difference: differences, number: orders.number })
    .from(differences)
    .leftJoin(orders, eq(orders.id, differences.orderId))
    .where(and(own, gt(differences.id, asked.after)))
    .orderBy(asc(differences.id))
    .limit(PAGE + 1);
  const listed = rows.slice(0, PAGE).map(({ difference, number }) => ({ ...difference, number }));
  return {
    ...{ run: named, found: all?.count ?? 0, open: open?.count ?? 0, listed, earlier },
    after: rows.length > PAGE ? (listed.at(-1)?.id ?? null) : null,
  };
}
