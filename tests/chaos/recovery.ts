import { setTimeout as delay } from "node:timers/promises";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import type { World } from "./world";

/** A round ends within a minute. */
const ROUND_MS = 70_000;
const LONGEST_MS = 10 * 60_000;
/** Longer than a checkout lives, and than Stripe waits for a late answer. */
const HOUR_SECONDS = 3_700;

export type Recovery = { rounds: number; seconds: number; left: string[] };

/**
 * Rounds of the cron route until nothing is under way any more.
 * @returns `left`: what never came to rest
 */
export async function recover(world: World): Promise<Recovery> {
  const began = Date.now();
  let quiet = 0;
  for (let rounds = 0; ; rounds += 1) {
    const left = await underWay(world);
    // The last rounds make Stripe send events too.
    if (left.length === 0 && (await paymentEvents(world)).missed.length > 0) left.push("event not stored");
    quiet = left.length === 0 ? quiet + 1 : 0;
    const seconds = (Date.now() - began) / 1000;
    if (quiet === 2 || Date.now() - began > LONGEST_MS) return { rounds, seconds, left };
    await round(world);
  }
}

async function round({ balancer, secrets }: World): Promise<void> {
  const headers = { authorization: `Bearer ${secrets.cron}` };
  await fetch(`${balancer.url}/api/cron`, { headers, signal: AbortSignal.timeout(ROUND_MS) })
    .then((response) => response.text())
    .catch(() => delay(500));
}

/** What has an end that it has not reached, with how many there are. */
const UNFINISHED: Record<string, string> = {
  "open payment": "select count(*) from payment_attempts where status in ('open', 'processing')",
  "confirmation without an end":
    "select count(*) from payment_confirmations where status in ('sent', 'lost') or (status = 'reviewed' and runs_until > now())",
  "unfinished start of a checkout":
    "select count(*) from checkout_starts s join orders o on o.id = s.order_id where o.status = 'open'",
  "open order": "select count(*) from orders where status in ('open', 'processing')",
  "unprocessed event": "select count(*) from webhook_events where processed_at is null",
  "unfinished job": "select count(*) from outbox_jobs where done_at is null and dead_at is null",
  "unanswered refund": "select count(*) from refund_requests where status = 'asked'",
};

export async function underWay({ db }: World): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(UNFINISHED)) {
    const [row] = await db.rows<{ count: string }>(query);
    if (Number(row?.count) > 0) found.push(`${row?.count} x ${what}`);
  }
  return found;
}

/** Stripe's events about payments that the store has to know, and those of them that it does not know. */
export async function paymentEvents({ db, stripe }: World) {
  const stored = await db.rows<{ id: string }>("select id from webhook_events");
  const ids = new Set(stored.map(({ id }) => id));
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const handled: readonly string[] = HANDLED_EVENTS;
  const due = events.filter(({ type }) => handled.includes(type) && /^(checkout|payment_intent)/.test(type));
  return { due, missed: due.filter(({ id }) => !ids.has(id)) };
}

/**
 * Makes all that happened an hour older, for the store and for Stripe: holds and sessions end, tries that wait become due, and the events that
 * were held back arrive an hour late.
 */
export async function letAnHourPass({ db, control }: World): Promise<void> {
  const columns = await db.rows<{ table_name: string; sets: string }>(
    `select table_name, string_agg(format('%I = %I - make_interval(secs => ${HOUR_SECONDS})', column_name, column_name), ', ') as sets
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'timestamp with time zone'
     group by table_name`,
  );
  const updates = columns.map(({ table_name, sets }) => `update "${table_name}" set ${sets};`).join("\n");
  // A timeline's rows never change, which a trigger sees to.
  await db.rows(`do $$ begin set local session_replication_role = replica; ${updates} end $$`);
  await control("/clock", { advance_seconds: HOUR_SECONDS });
  await control("/events/release");
}
