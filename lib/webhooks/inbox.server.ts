import "server-only";
import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { db, type Transaction } from "@/lib/db/client";
import { webhookEvents } from "@/lib/db/schema";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { stripe } from "@/lib/stripe/client";
import { carryOutEvent } from "./effect.server";
import { isHandled } from "./handled";
import { retryDelaySeconds } from "./retry";

/** The event in a delivery, if one of the endpoint's secrets signed exactly this body in the last five minutes. */
export function verifyDelivery(rawBody: string, signature: string | null): Stripe.Event | null {
  if (!signature) return null;
  for (const secret of env().STRIPE_WEBHOOK_SECRET) {
    try {
      return stripe().webhooks.constructEvent(rawBody, signature, secret);
    } catch {
      // The next secret may be the one: two are valid while an endpoint's secret rolls.
    }
  }
  return null;
}

/** `ignored`: no effect is due. `failed`: stored, and tried again by Stripe's next delivery and by every sweep. */
export type Intake = "processed" | "already_processed" | "ignored" | "failed";

/** Stores a verified event, then acts on it. Once it is stored it can't be lost, whatever happens next. */
export async function receiveEvent(event: Stripe.Event): Promise<Intake> {
  const stored = await storeEvent(event);
  if (stored === "already_processed") return stored;
  if (!isHandled(event)) return "ignored";
  return processEvent(event);
}

/** One commit; for an event without effect it is the only one. */
export async function storeEvent(event: Stripe.Event): Promise<"new" | "unprocessed" | "already_processed"> {
  const processedAt = isHandled(event) ? null : new Date();
  const inserted = await db()
    .insert(webhookEvents)
    .values({ id: event.id, type: event.type, payload: event, processedAt })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });
  if (inserted.length > 0) return "new";
  const [row] = await db()
    .select({ processedAt: webhookEvents.processedAt })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, event.id));
  return row?.processedAt ? "already_processed" : "unprocessed";
}

async function processEvent(event: Stripe.Event): Promise<"processed" | "failed"> {
  try {
    if (isHandled(event)) await carryOutEvent(event, (tx) => markProcessed(tx, event.id));
    return "processed";
  } catch (error) {
    const message = describeError(error);
    console.error(`event ${event.id} (${event.type}) failed: ${message}`);
    await postpone(event.id, message);
    return "failed";
  }
}

/** Stored events that are due, oldest first. @returns how many were processed. */
export async function sweepInbox(limit = 50): Promise<number> {
  const due = await db()
    .select({ payload: webhookEvents.payload })
    .from(webhookEvents)
    .where(and(isNull(webhookEvents.processedAt), lte(webhookEvents.nextAttemptAt, sql`now()`)))
    .orderBy(asc(webhookEvents.createdAt))
    .limit(limit);
  let processed = 0;
  for (const { payload } of due) {
    if ((await processEvent(payload)) === "processed") processed += 1;
  }
  return processed;
}

/** Makes every unprocessed event due at once. @returns how many there are. */
export async function replayEvents(): Promise<number> {
  const rows = await db()
    .update(webhookEvents)
    .set({ nextAttemptAt: sql`now()` })
    .where(isNull(webhookEvents.processedAt))
    .returning({ id: webhookEvents.id });
  return rows.length;
}

async function markProcessed(tx: Transaction, eventId: string): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ processedAt: new Date(), attempts: sql`${webhookEvents.attempts} + 1`, lastError: null })
    .where(eq(webhookEvents.id, eventId));
}

async function postpone(eventId: string, lastError: string): Promise<void> {
  const [row] = await db()
    .update(webhookEvents)
    .set({ attempts: sql`${webhookEvents.attempts} + 1`, lastError })
    .where(and(eq(webhookEvents.id, eventId), isNull(webhookEvents.processedAt)))
    .returning({ attempts: webhookEvents.attempts });
  if (!row) return;
  const nextAttemptAt = new Date(Date.now() + retryDelaySeconds(row.attempts) * 1000);
  await db().update(webhookEvents).set({ nextAttemptAt }).where(eq(webhookEvents.id, eventId));
}
