import { setTimeout as delay } from "node:timers/promises";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { listAll, type Records } from "./invariants/finding";
import { stepDone } from "./waits";
import type { World } from "./world";

/** A round ends within a minute. */
const ROUND_MS = 70_000;
/** What has not changed for so long never will: a job that failed waits two minutes at most, as an hour has just passed. */
const UNCHANGED_MS = 3 * 60_000;
const LONGEST_MS = 30 * 60_000;
/** All events that were held back come one after another. */
const RELEASE_MS = 20 * 60_000;
/** Longer than a checkout lives, and than Stripe waits for a late answer. */
const HOUR_SECONDS = 3_700;

export type Recovery = { rounds: number; seconds: number; left: string[] };

/**
 * Rounds of the cron route until nothing is under way any more, or nothing changes.
 * @returns `left`: what never came to rest
 */
export async function recover(world: World): Promise<Recovery> {
  const began = Date.now();
  let quiet = 0;
  let before = "";
  let changed = began;
  for (let rounds = 0; ; rounds += 1) {
    const left = await underWay(world);
    // The last rounds make Stripe send events too.
    if (left.length === 0 && (await paymentEvents(world)).missed.length > 0) left.push("event not stored");
    if (left.join() !== before) changed = Date.now();
    before = left.join();
    quiet = left.length === 0 ? quiet + 1 : 0;
    const seconds = (Date.now() - began) / 1000;
    const isLong = Date.now() - changed > UNCHANGED_MS || Date.now() - began > LONGEST_MS;
    if (quiet === 2 || isLong) return { rounds, seconds, left: quiet === 2 ? [] : await unfinished(world) };
    await round(world);
    stepDone();
  }
}

async function round({ balancer, secrets }: World): Promise<void> {
  const headers = { authorization: `Bearer ${secrets.cron}` };
  await fetch(`${balancer.url}/api/cron`, { headers, signal: AbortSignal.timeout(ROUND_MS) })
    .then((response) => response.text())
    .catch(() => delay(500));
}

/** What has an end that it has not reached: each row with an id by which it is found, and its state. */
const UNFINISHED: Record<string, string> = {
  "open payment":
    "select stripe_id as id, status::text as state from payment_attempts where status in ('open', 'processing')",
  "confirmation without an end":
    "select order_id as id, status::text as state from payment_confirmations where status in ('sent', 'lost') or (status = 'reviewed' and runs_until > now())",
  "unfinished start of a checkout":
    "select o.number as id, o.status::text as state from checkout_starts s join orders o on o.id = s.order_id where o.status = 'open'",
  "open order":
    "select number as id, status::text as state from orders where status in ('open', 'processing')",
  "unprocessed event":
    "select id, type || ': ' || coalesce(last_error, 'not tried') as state from webhook_events where processed_at is null",
  "unfinished job":
    "select id::text as id, effect || ': ' || coalesce(last_error, 'not tried') as state from outbox_jobs where done_at is null and dead_at is null",
  "unanswered refund":
    "select id::text as id, status::text as state from refund_requests where status = 'asked'",
};

/** How many there are of each. */
async function underWay({ db }: Pick<Records, "db">): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(UNFINISHED)) {
    const [row] = await db.rows<{ count: string }>(`select count(*) from (${query}) unfinished`);
    if (Number(row?.count) > 0) found.push(`${row?.count} x ${what}`);
  }
  return found;
}

/** What happened to a payment; Stripe lists events of at most twenty types at a time. */
const PAYMENT_EVENTS = HANDLED_EVENTS.filter((type) => /^(checkout|payment_intent)/.test(type));

/** Stripe's events about payments that the store has to know, and those of them that it does not know. */
export async function paymentEvents({ db, stripe }: Records) {
  const stored = await db.rows<{ id: string }>("select id from webhook_events");
  const ids = new Set(stored.map(({ id }) => id));
  const due = await listAll(stripe.events.list({ limit: 100, types: [...PAYMENT_EVENTS] }));
  return { due, missed: due.filter(({ id }) => !ids.has(id)) };
}

/** Each of them by name. */
export async function unfinished({ db }: Pick<Records, "db">): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(UNFINISHED)) {
    const rows = await db.rows<{ id: string; state: string }>(query);
    found.push(...rows.map(({ id, state }) => `${what}: ${id} (${state})`));
  }
  return found;
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
  await control("/events/release", undefined, "POST", RELEASE_MS);
}
