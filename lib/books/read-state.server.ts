import "server-only";
import { asc } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { balanceChecks } from "@/lib/db/schema";
import { readProgress } from "./progress.server";

/** How far the books are read, and whether they agree with Stripe's balances. */
export async function readBooksState(db: Database) {
  const [{ since, completedAt }, checks] = await Promise.all([
    readProgress(db, "transactions"),
    db.select().from(balanceChecks).orderBy(asc(balanceChecks.currency)),
  ]);
  return { since, completedAt, checks };
}

export type BooksState = Awaited<ReturnType<typeof readBooksState>>;
