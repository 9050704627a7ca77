import type Stripe from "stripe";
import type { ChaosDatabase } from "../database";

/** What is compared: the store's database, and Stripe. */
export type Records = { db: Pick<ChaosDatabase, "rows">; stripe: Stripe };

/** What one invariant found. `broken` says about which orders it does not hold, and why. */
export type Finding = { name: string; figure: string; broken: string[] };

/** All of a list of Stripe's, however long: the SDK's own `autoPagingToArray` ends after 10,000. */
export async function listAll<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** Rows by one of their columns. */
export function byKey<Row>(rows: readonly Row[], key: (row: Row) => string | null): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    if (name === null) continue;
    const others = found.get(name);
    if (others) others.push(row);
    else found.set(name, [row]);
  }
  return found;
}
