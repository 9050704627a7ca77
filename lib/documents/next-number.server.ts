import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { dayIn } from "@/lib/base/time-zone";
import { shop, shopTimeZone } from "@/lib/config/shop";
import type { Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { documentSeries } from "@/lib/db/schema";
import type { DocumentKind, DocumentSeries } from "@/lib/model/order-document";
import { type Counter, nextNumber, seriesOf } from "./numbering";

type Numbers = {
  /** By the database's clock, after the lock: a later number never has an earlier date. */
  now: Date;
  /** The day of `now` in the shop's time zone. */
  today: string;
  next: (kind: DocumentKind) => Promise<string>;
};

/**
 * Locks the series until the transaction ends, so that numbers are given one after another and one that is rolled back is given again. A sequence of
 * PostgreSQL would leave a gap.
 */
export async function lockNumbers(tx: Transaction): Promise<Numbers> {
  await tx
    .insert(documentSeries)
    .values([{ series: "credit_note" }, { series: "invoice" }])
    .onConflictDoNothing();
  const rows = await tx
    .select()
    .from(documentSeries)
    .orderBy(asc(documentSeries.series))
    .for("no key update");
  keepLockOrder(
    tx,
    "document series",
    rows.map(({ series }) => series),
  );
  const counters = new Map<DocumentSeries, Counter>(rows.map(({ series, ...counter }) => [series, counter]));
  const clock = await tx.execute<{ ms: string }>(
    sql`select extract(epoch from clock_timestamp()) * 1000 as ms`,
  );
  const now = new Date(Number(clock.rows[0]?.ms));
  const { invoices } = shop();
  const today = dayIn(now, shopTimeZone());
  const year = Number(today.slice(0, 4));
  return {
    now,
    today,
    next: async (kind) => {
      const series = seriesOf(kind);
      const { number, counter } = nextNumber(
        counters.get(series) ?? { year: 0, last: 0 },
        year,
        series,
        invoices,
      );
      counters.set(series, counter);
      await tx.update(documentSeries).set(counter).where(eq(documentSeries.series, series));
      return number;
    },
  };
}
