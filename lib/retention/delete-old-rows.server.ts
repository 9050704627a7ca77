import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { takeTurn } from "@/lib/db/lease.server";
import { rowsOver, TERMS } from "./terms.server";

const EVERY_SECONDS = 60 * 60;

/** Rows in one statement: few enough that it ends at once. */
const BATCH = 1000;

/**
 * Deletes the rows whose term is over, once an hour in one of the processes.
 * @param deadline milliseconds since 1970, when no further statement is begun; the next hour goes on
 * @returns how many rows, by `Term.what`
 */
export async function deleteOldRows(deadline = Number.POSITIVE_INFINITY): Promise<Record<string, number>> {
  if (!(await takeTurn(db(), "retention", EVERY_SECONDS))) return {};
  const deleted: Record<string, number> = {};
  for (const term of TERMS) {
    const { what, table } = term;
    for (let rows = BATCH; rows === BATCH && Date.now() < deadline; ) {
      const old = sql`select ctid from ${table} where ${rowsOver(term)} limit ${BATCH} for update skip locked`;
      const result = await db().execute(sql`delete from ${table} where ctid = any (array(${old}))`);
      rows = result.rowCount ?? 0;
      if (rows > 0) deleted[what] = (deleted[what] ?? 0) + rows;
    }
  }
  return deleted;
}
