import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { paymentTries } from "@/lib/db/schema";

type Try = typeof paymentTries.$inferInsert;

/** Records a try once, whoever hears of it first and however often. Only one that was on its way changes, when it is known how it ended. */
export async function recordTry(q: Queryable, tried: Try): Promise<void> {
  await q
    .insert(paymentTries)
    .values(tried)
    .onConflictDoUpdate({
      target: paymentTries.id,
      set: { outcome: tried.outcome, reason: tried.reason ?? null },
      setWhere: and(eq(paymentTries.outcome, "pending"), ne(sql`excluded.outcome`, paymentTries.outcome)),
    });
}
