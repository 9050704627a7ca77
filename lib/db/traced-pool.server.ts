import "server-only";
import type pg from "pg";
import { inSpan } from "@/lib/telemetry/tell.server";
import { postgresCode } from "./errors";
import { statementSummary } from "./statement-summary";

/**
 * Makes each statement of a pool a span, with its kind and its table and never its values. Both ways of Drizzle are covered: a statement by
 * itself, and those of a transaction's client.
 */
export function traceStatements(pool: pg.Pool): void {
  // Of the pool's calls, those with a callback are its own.
  const query: CallableFunction = pool.query.bind(pool);
  const connect: CallableFunction = pool.connect.bind(pool);
  Object.assign(pool, {
    query: (...asked: unknown[]): unknown =>
      hasCallback(asked) ? query(...asked) : inStatementSpan(asked, () => query(...asked)),
    connect: async (...asked: unknown[]): Promise<unknown> => {
      const client: pg.PoolClient = await connect(...asked);
      return hasCallback(asked) ? client : tracedClient(client);
    },
  });
}

const hasCallback = (asked: readonly unknown[]): boolean => typeof asked.at(-1) === "function";

/** The client lent to one transaction; the pool's own object stays as it is. */
function tracedClient(client: pg.PoolClient): pg.PoolClient {
  const query: CallableFunction = client.query.bind(client);
  return Object.create(client, {
    query: {
      value: (...asked: unknown[]): unknown =>
        hasCallback(asked) ? query(...asked) : inStatementSpan(asked, () => query(...asked)),
    },
  });
}

function inStatementSpan([asked]: readonly unknown[], run: () => Promise<unknown>): Promise<unknown> {
  const { operation, table, called } = statementSummary(textOf(asked));
  const fields = {
    "db.system.name": "postgresql",
    "db.operation.name": operation,
    ...(table && { "db.collection.name": table }),
  };
  const name = [operation, table ?? called].filter(Boolean).join(" ");
  return inSpan({ name, kind: "client", fields }, async (tell) => {
    try {
      return await run();
    } catch (error) {
      const code = postgresCode(error);
      if (code) tell({ "db.response.status_code": code });
      throw error;
    }
  });
}

function textOf(asked: unknown): string {
  if (typeof asked === "string") return asked;
  return typeof asked === "object" && asked !== null && "text" in asked ? String(asked.text) : "";
}
