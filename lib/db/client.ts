import "server-only";
import { attachDatabasePool } from "@vercel/functions/db-connections";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { telemetry } from "@/lib/telemetry/tell.server";
import * as schema from "./schema";
import { traceStatements } from "./traced-pool.server";

export type Database = NodePgDatabase<typeof schema>;
/** PGlite has one session, so never await `db()` inside a transaction. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Queryable = Database | Transaction;

// `next dev` reloads modules, and the pool must survive that.
const globals = globalThis as typeof globalThis & { __storeDatabase?: Database };

export function db(): Database {
  globals.__storeDatabase ??= connectStore();
  return globals.__storeDatabase;
}

/**
 * Connects with the store's settings. Vercel pauses an instance without closing its connections, so idle ones are closed early,
 * and the instance is kept until then.
 */
function connectStore(): Database {
  const { DATABASE_URL, DATABASE_POOL_MAX, VERCEL } = env();
  const database = connect(DATABASE_URL, DATABASE_POOL_MAX, VERCEL ? 5_000 : 10_000);
  if (VERCEL) attachDatabasePool(database.$client);
  if (telemetry()) traceStatements(database.$client);
  return database;
}

/** Opens a pool of its own, for scripts and tests, which must call `db.$client.end()`. */
export function connect(url: string, max = 10, idleTimeoutMillis = 10_000): Database & { $client: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis,
    connectionTimeoutMillis: 10_000,
  });
  // A lost connection must not end the process; only the next query on it fails. The pool itself hears of idle ones alone.
  pool.on("error", (error) => log.error(`database connection lost: ${error.message}`));
  pool.on("connect", (client) => client.on("error", () => {}));
  return drizzle(pool, { schema, casing: "snake_case" });
}
