import type Stripe from "stripe";
import type { ChaosDatabase } from "../database";

/** What is compared: the store's database, and Stripe. */
export type Records = { db: Pick<ChaosDatabase, "rows">; stripe: Stripe };

/** What one invariant found. `broken` says about which orders it does not hold, and why. */
export type Finding = { name: string; figure: string; broken: string[] };

/** Rows by one of their columns. */
export function byKey<Row>(rows: readonly Row[], key: (row: Row) => string | null): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    if (name !== null) found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}
