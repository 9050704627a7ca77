import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** The name by which cut connections are told from the run's own. */
const OWN_NAME = "chaos";

const PATIENCE_MS = 120_000;
const CONNECT_MS = 5_000;

export type ChaosDatabase = ReturnType<typeof chaosDatabase>;

/** The run's own connections to the database; a query is tried again while the server is away. */
export function chaosDatabase(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: OWN_NAME,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: PATIENCE_MS,
  });
  pool.on("error", () => {});

  async function rows<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return (await pool.query<Row>(query, values)).rows;
      } catch (error) {
        if (!isOutage(error) || Date.now() > until) throw error;
        await delay(250);
      }
    }
  }

  return {
    url,
    rows,
    /** A connection of one's own, which the caller ends. Null while the server is away. */
    async connect(): Promise<pg.Client | null> {
      const client = new pg.Client({
        connectionString: url,
        application_name: OWN_NAME,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: PATIENCE_MS,
      });
      client.on("error", () => {});
      return client.connect().then(
        () => client,
        () => null,
      );
    },
    /** Ends the connections of all others. */
    cutOthers: () =>
      rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> $1",
        [OWN_NAME],
      ),
    end: () => pool.end(),
  };
}

/** Codes of a lost connection, or of a server that starts, stops or is full: classes 08, 53 and 57. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /^(08|53|57)|^E[A-Z]+$/.test(code) || /terminated|timeout|Connection ended/i.test(error.message);
}
