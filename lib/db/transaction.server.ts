import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database, Transaction } from "./client";
import { postgresCode } from "./errors";

/** PostgreSQL's `deadlock_detected` and `serialization_failure`: nothing was written, and another run is right. */
const AGAIN = new Set(["40P01", "40001"]);
const MAX_TRIES = 5;
const PAUSE_MS = 25;

/** Runs `work` in a transaction. It may run several times, so it must change nothing but the database. All transactions are opened here. */
export async function inTransaction<Result>(
  database: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (tries >= MAX_TRIES || !AGAIN.has(postgresCode(error) ?? "")) throw error;
      await sleep(PAUSE_MS * tries * (0.5 + Math.random()));
    }
  }
}
