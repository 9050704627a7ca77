import "server-only";
import { attachDatabasePool } from "@vercel/functions/db-connections";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { env } from "@/lib/config/env";
import * as schema from "./schema";

export type Database = NodePgDatabase<typeof schema>;
/** Inside a transaction. On the local PGlite one session serves all: never await `db()` while holding one. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** A query that may run in a transaction or outside one. */
export type Queryable = Database | Transaction;

// `next dev` reloads modules; the pool must outlive them.
const globals = globalThis as typeof globalThis & { __storeDatabase?: Database };

export function db(): Database {
  globals.__storeDatabase ??= connectStore();
  return globals.__storeDatabase;
}

/**
 * Vercel stops an instance between two requests without closing its connections, and the database runs out of them: there idle ones are
 * closed soon, and the instance is kept until then.
 */
function connectStore(): Database {
  const { DATABASE_URL, DATABASE_POOL_MAX, VERCEL } = env();
  const database = connect(DATABASE_URL, DATABASE_POOL_MAX, VERCEL ? 5_000 : 10_000);
  if (VERCEL) attachDatabasePool(database.$client);
  return database;
}

/** A database of its own pool: for scripts and tests, which end it with `db.$client.end()`. */
export function connect(url: string, max = 10, idleTimeoutMillis = 10_000): Database & { $client: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that the server drops must not end the process; the next query reports it.
  pool.on("error", (error) => console.error(`database connection lost: ${error.message}`));
  return drizzle(pool, { schema, casing: "snake_case" });
}
