import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, lte, sql } from "drizzle-orm";
import { withRenewal } from "@/lib/base/with-renewal";
import type { Database } from "./client";
import { leases } from "./schema";

/** After this time without a renewal another process may take over. */
const LEASE_SECONDS = 60;
const RENEW_MS = 20_000;
const POLL_MS = 250;

type Leased<Result> = { held: true; result: Result } | { held: false };

/**
 * Runs `work` unless another process does. No transaction is open meanwhile. The lease is a row, as on PGlite's one session an
 * advisory lock would keep nobody out.
 */
export async function withLease<Result>(
  database: Database,
  name: string,
  work: () => Promise<Result>,
): Promise<Leased<Result>> {
  const holder = randomUUID();
  if (!(await acquire(database, name, holder))) return { held: false };
  const own = and(eq(leases.name, name), eq(leases.holder, holder));
  try {
    const renew = () => database.update(leases).set({ expiresAt: inLeaseSeconds() }).where(own);
    return {
      held: true,
      result: await withRenewal({ what: `lease ${name}`, everyMs: RENEW_MS, renew }, work),
    };
  } finally {
    await database.delete(leases).where(own);
  }
}

/** Runs `work` as `withLease` does, but waits for its turn. `onWait` is called once when it has to wait. */
export async function withLeaseInTurn<Result>(
  database: Database,
  name: string,
  onWait: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let waited = false; ; waited = true) {
    const leased = await withLease(database, name, work);
    if (leased.held) return leased.result;
    if (!waited) onWait();
    await sleep(POLL_MS);
  }
}

/** Whether this process may do what any process does once in so many seconds. */
export function takeTurn(database: Database, name: string, seconds: number): Promise<boolean> {
  return acquire(database, `turn.${name}`, randomUUID(), seconds);
}

const inLeaseSeconds = (seconds = LEASE_SECONDS) => sql`now() + make_interval(secs => ${seconds})`;

async function acquire(
  database: Database,
  name: string,
  holder: string,
  seconds = LEASE_SECONDS,
): Promise<boolean> {
  const expiresAt = inLeaseSeconds(seconds);
  const taken = await database
    .insert(leases)
    .values({ name, holder, expiresAt })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, expiresAt },
      setWhere: lte(leases.expiresAt, sql`now()`),
    })
    .returning({ name: leases.name });
  return taken.length > 0;
}
