import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { env } from "@/lib/config/env";
import { db } from "./client";

/** A connection that listens is found in the database by this name. */
export const LISTENER = "store desk";

const PROOF_MS = 2_000;

/**
 * Listens to what the database tells on a channel, on a connection of its own. What is told is proved at once, as a pooler (PgBouncer) and PGlite take the
 * order and then pass nothing on.
 * @param lost called when the connection is gone; not after `close`
 * @returns how to close it; null where nothing is passed on, or the database is away
 */
export async function listenTo(
  channel: string,
  heard: () => void,
  lost: () => void,
): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: LISTENER,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // An error without a listener would end the process; what follows it is the end of the connection.
  client.on("error", () => {});
  const proof = randomUUID();
  const proven = new Promise<boolean>((resolve) => {
    client.on("notification", ({ payload }) => (payload === proof ? resolve(true) : heard()));
    client.once("end", () => resolve(false));
    setTimeout(() => resolve(false), PROOF_MS).unref();
  });
  const close = async () => {
    client.removeAllListeners("end");
    client.removeAllListeners("notification");
    await client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    await db().execute(sql`select pg_notify(${channel}, ${proof})`);
  } catch {
    await close();
    return null;
  }
  if (!(await proven)) {
    await client.query("unlisten *").catch(() => undefined);
    await close();
    return null;
  }
  client.once("end", lost);
  return close;
}
