import "server-only";
import { and, isNull, min, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import Stripe from "stripe";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { missingMigrations } from "@/lib/db/migrations.server";
import { outboxJobs, webhookEvents } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { keepFor, type PartState, withinTime } from "./part";

export const HEALTH_PARTS = ["database", "migrations", "stripe", "events", "jobs"] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/** Milliseconds for which an answer is kept. */
const KEPT_MS = 5_000;
/** Milliseconds within which each part must answer; together they fit into what load balancers wait. */
const LIMIT_MS = 2_500;

const LOOKS: Record<HealthPart, () => Promise<PartState>> = {
  database: async () => {
    await db().execute(sql`select 1`);
    return { ok: true };
  },
  migrations: async () => {
    const missing = await missingMigrations(db());
    return missing === 0 ? { ok: true } : { ok: false, reason: "behind", missing };
  },
  stripe: lookAtStripe,
  events: async () => {
    const { createdAt, nextTryAt, processedAt, parkedAt } = webhookEvents;
    const unfinished = and(isNull(processedAt), isNull(parkedAt));
    return lateness(await db().select(waits(createdAt, nextTryAt)).from(webhookEvents).where(unfinished));
  },
  jobs: async () => {
    const { createdAt, runAt, doneAt, deadAt } = outboxJobs;
    const unfinished = and(isNull(doneAt), isNull(deadAt));
    return lateness(await db().select(waits(createdAt, runAt)).from(outboxJobs).where(unfinished));
  },
};

const KEPT_LOOKS: Record<HealthPart, () => Promise<PartState>> = {
  database: kept("database"),
  migrations: kept("migrations"),
  stripe: kept("stripe"),
  events: kept("events"),
  jobs: kept("jobs"),
};

function kept(part: HealthPart): () => Promise<PartState> {
  const tell = (error: unknown) => log.error(`readiness of ${part}: ${describeError(error)}`);
  return keepFor(KEPT_MS, () => withinTime(LOOKS[part], LIMIT_MS, tell));
}

type Readiness = { ready: boolean; parts: Partial<Record<HealthPart, PartState>> };

/** Whether the parts that are asked for work. An answer is up to five seconds old, and takes at most two and a half. */
export async function readiness(parts: readonly HealthPart[] = HEALTH_PARTS): Promise<Readiness> {
  const states = await Promise.all(parts.map(async (part) => [part, await KEPT_LOOKS[part]()] as const));
  return { ready: states.every(([, { ok }]) => ok), parts: Object.fromEntries(states) };
}

/** Any answer of Stripe's shows that it is there; only a refused key keeps the store from taking money. */
async function lookAtStripe(): Promise<PartState> {
  try {
    await stripe().products.list({ limit: 1 }, { timeout: LIMIT_MS, maxNetworkRetries: 0 });
    return { ok: true };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeAuthenticationError) return { ok: false, reason: "refused" };
    const answered = error instanceof Stripe.errors.StripeError && (error.statusCode ?? 500) < 500;
    if (answered) return { ok: true };
    throw error;
  }
}

/** By the database's clock, which also sets when work is due. */
const waits = (createdAt: AnyPgColumn, dueAt: AnyPgColumn) => {
  const since = (at: AnyPgColumn) =>
    sql<number>`greatest(0, coalesce(floor(extract(epoch from now() - ${min(at)})), 0))::int`;
  return { oldestSeconds: since(createdAt), waitingSeconds: since(dueAt) };
};

function lateness([row]: { oldestSeconds: number; waitingSeconds: number }[]): PartState {
  const facts = row ?? { oldestSeconds: 0, waitingSeconds: 0 };
  const isLate = facts.waitingSeconds > env().HEALTH_LATE_MINUTES * 60;
  return isLate ? { ok: false, reason: "late", ...facts } : { ok: true, ...facts };
}
