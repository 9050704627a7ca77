import "server-only";
import { and, asc, desc, eq, gte, isNull } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, outboxJobs } from "@/lib/db/schema";
import { parkedEvents } from "@/lib/webhooks/sweep.server";
import { isDeadJob } from "./count-failures.server";

const MOST = 100;
/** Once and twice happens to everybody. */
const OFTEN = 3;

const job = {
  ...{ id: outboxJobs.id, effect: outboxJobs.effect, tries: outboxJobs.tries, runAt: outboxJobs.runAt },
  ...{ createdAt: outboxJobs.createdAt, deadAt: outboxJobs.deadAt, lastError: outboxJobs.lastError },
  orderNumber: orders.number,
};

/** What failed behind the scenes, the newest first: parked events, jobs that ended without their effect, and those that are still tried. */
export async function readFailures() {
  const events = await parkedEvents(MOST + 1);
  const dead = await db()
    .select(job)
    .from(outboxJobs)
    .leftJoin(orders, eq(orders.id, outboxJobs.orderId))
    .where(isDeadJob)
    .orderBy(desc(outboxJobs.deadAt))
    .limit(MOST + 1);
  const trying = await db()
    .select(job)
    .from(outboxJobs)
    .leftJoin(orders, eq(orders.id, outboxJobs.orderId))
    .where(and(isNull(outboxJobs.doneAt), isNull(outboxJobs.deadAt), gte(outboxJobs.tries, OFTEN)))
    .orderBy(asc(outboxJobs.runAt))
    .limit(MOST + 1);
  return { events: shortened(events), dead: shortened(dead), trying: shortened(trying) };
}

const shortened = <Row>(rows: Row[]) => ({ rows: rows.slice(0, MOST), hasMore: rows.length > MOST });

export type FailedJob = Awaited<ReturnType<typeof readFailures>>["dead"]["rows"][number];
