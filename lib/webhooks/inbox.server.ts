import "server-only";
import { and, eq, inArray, isNull, type Placeholder, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { describeError } from "@/lib/base/describe-error";
import { isLiveKey } from "@/lib/base/live-key";
import { log, withLogFields } from "@/lib/base/log.server";
import { givenBackAtStop } from "@/lib/base/stopping.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import { webhookEvents } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { errorType } from "@/lib/telemetry/error-type";
import { inSpan, type SpanStart, type TellSpan } from "@/lib/telemetry/tell.server";
import { applyEvent } from "./apply-event.server";
import { isHandled } from "./handled";
import { keptFields } from "./kept-fields";
import { markProcessed } from "./processed-events.server";
import { EVENT_LEASE_SECONDS, PARKED_AFTER_TRIES, retryDelaySeconds } from "./retry";
import { eventSubject } from "./subject";
import { subjectsOfStore } from "./subjects-of-store.server";

/** `failed`: stored, and tried again by Stripe's next delivery and by sweeps. `parked`: stored, for a person to look at. */
type IntakeResult = "processed" | "already_processed" | "ignored" | "failed" | "parked";

export async function receiveEvent(event: Stripe.Event): Promise<IntakeResult> {
  const [record] = await prepareRows([event]);
  const [row] = record ? await storeDelivered(record) : [];
  if (!record || !row) return "already_processed";
  if (row.isDone) return row.isParked ? "parked" : "ignored";
  const outcome = await processEvent(record.payload);
  return outcome === "failed" && row.isParked ? "parked" : outcome;
}

/**
 * Stores listed events, oldest first; `sweepInbox` processes them.
 * @returns how many were new and need processing
 */
export async function storeListed(events: readonly Stripe.Event[]): Promise<number> {
  const ids = events.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const known = await db()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(inArray(webhookEvents.id, ids));
  const knownIds = new Set(known.map(({ id }) => id));
  const missing = await prepareRows(events.filter(({ id }) => !knownIds.has(id)));
  if (missing.length === 0) return 0;
  const kept = await storeMissing(missing);
  return kept.filter(({ processedAt }) => processedAt === null).length;
}

type Row = typeof webhookEvents.$inferInsert;
type StoredEvent = typeof webhookEvents.$inferSelect;

/** The rows of events. Those that are not about the store are stored as processed. */
async function prepareRows(events: readonly Stripe.Event[]): Promise<Row[]> {
  const kept = events.map(keptFields);
  const subjects = kept.map((event) => (isHandled(event) && isOwnMode(event) ? eventSubject(event) : null));
  const concerns = await subjectsOfStore(subjects.filter((subject) => subject !== null));
  return kept.map((event, index) => {
    const subject = subjects[index];
    const isDue = subject ? concerns.has(subject) : false;
    return {
      id: event.id,
      type: event.type,
      payload: event,
      processedAt: isDue ? null : new Date(),
      ...(!isOwnMode(event) && { parkedReason: "other_mode" as const, parkedAt: new Date() }),
    };
  });
}

/** An endpoint may get events of both modes, test and live. */
const isOwnMode = ({ livemode }: Stripe.Event): boolean => livemode === isLiveKey(env().STRIPE_SECRET_KEY);

const given = sql.placeholder;

/** The answer says what the caller does not know: a row that was stored before may have been processed or parked since. */
const deliveredRow = prepared((database) =>
  database
    .insert(webhookEvents)
    .values({
      id: given("id"),
      type: given("type"),
      payload: given("payload"),
      processedAt: sql`case when ${given("isDone")} then now() end`,
      parkedAt: sql`case when ${given("isParked")} then now() end`,
      parkedReason: sql`${given("parkedReason")}`,
      tries: given("tries"),
      nextTryAt: inSeconds(given("leaseSeconds")),
    })
    .onConflictDoUpdate({
      target: webhookEvents.id,
      set: { tries: sql`${webhookEvents.tries} + 1`, nextTryAt: inLeaseSeconds() },
      setWhere: isNull(webhookEvents.processedAt),
    })
    .returning({
      isDone: sql<boolean>`${webhookEvents.processedAt} is not null`,
      isParked: sql<boolean>`${webhookEvents.parkedAt} is not null`,
    }),
);

/** Stores a delivery, which its caller processes: a row that is due is claimed. Nothing when it was processed before. */
async function storeDelivered(row: Row): Promise<{ isDone: boolean; isParked: boolean }[]> {
  const isDone = Boolean(row.processedAt);
  const stored = await deliveredRow(db()).execute({
    id: row.id,
    type: row.type,
    payload: row.payload,
    isDone,
    isParked: Boolean(row.parkedAt),
    parkedReason: row.parkedReason ?? null,
    tries: isDone ? 0 : 1,
    leaseSeconds: isDone ? 0 : EVENT_LEASE_SECONDS,
  });
  if (stored.length > 0) logOtherMode([row]);
  return stored;
}

/** Stores listed events, which a sweep processes, and returns the new ones. */
async function storeMissing(rows: readonly Row[]): Promise<StoredEvent[]> {
  const stored = await db()
    .insert(webhookEvents)
    .values([...rows])
    .onConflictDoNothing()
    .returning();
  logOtherMode(stored);
  return stored;
}

const inSeconds = (seconds: number | Placeholder) => sql`now() + make_interval(secs => ${seconds})`;

export const inLeaseSeconds = () => inSeconds(EVENT_LEASE_SECONDS);

function logOtherMode(rows: readonly Row[]): void {
  for (const { id, type, parkedReason } of rows) {
    if (parkedReason === "other_mode") {
      log.warn(
        `event ${id} (${type}) is parked: it is from another mode than the store's keys; nothing is done`,
      );
    }
  }
}

export function processEvent(event: Stripe.Event): Promise<"processed" | "failed"> {
  const { id: eventId, type: eventType } = event;
  const giveBack = () =>
    db()
      .update(webhookEvents)
      .set({ nextTryAt: sql`now()` })
      .where(and(eq(webhookEvents.id, eventId), isNull(webhookEvents.processedAt)));
  return withLogFields({ eventId, eventType }, () =>
    inSpan(eventSpan(event), async (tell) => {
      const outcome = await givenBackAtStop(giveBack, () => tryEvent(event, tell));
      tell({ "store.event.result": outcome });
      return outcome;
    }),
  );
}

/** An event that a round finds is a trace of its own, as the round itself is not traced. */
const eventSpan = ({ id, type }: Stripe.Event): SpanStart => ({
  name: `event ${type}`,
  kind: "internal",
  beginsTrace: true,
  fields: { "store.event.id": id, "store.event.type": type },
});

async function tryEvent(event: Stripe.Event, tell: TellSpan): Promise<"processed" | "failed"> {
  try {
    if (isHandled(event)) await applyEvent(event, (tx) => markProcessed(tx, [event.id]));
    else await inTransaction(db(), (tx) => markProcessed(tx, [event.id]));
    return "processed";
  } catch (error) {
    const message = describeError(error);
    tell({ "error.type": errorType(error) });
    log.error(`event ${event.id} (${event.type}) failed: ${message}`);
    await postpone(event, message);
    return "failed";
  }
}

async function postpone({ id, type }: Stripe.Event, lastError: string): Promise<void> {
  const own = and(eq(webhookEvents.id, id), isNull(webhookEvents.processedAt));
  const [row] = await db()
    .update(webhookEvents)
    .set({ lastError })
    .where(own)
    .returning({ tries: webhookEvents.tries, parkedAt: webhookEvents.parkedAt });
  if (!row) return;
  const parks = row.tries >= PARKED_AFTER_TRIES && row.parkedAt === null;
  const parked = { parkedAt: new Date(), parkedReason: "keeps_failing" as const };
  const nextTryAt = new Date(Date.now() + retryDelaySeconds(row.tries) * 1000);
  await db()
    .update(webhookEvents)
    .set({ nextTryAt, ...(parks && parked) })
    .where(own);
  if (parks) log.error(`event ${id} (${type}) is parked: it failed ${row.tries} times`);
}
