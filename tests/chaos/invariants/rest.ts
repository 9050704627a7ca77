import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import type { Journal } from "../journal";
import { PERSONAL } from "../plan";
import type { Recovery } from "../recovery";
import type { World } from "../world";
import type { Finding } from "./finding";

/** Nothing waits for ever: payments, orders, events, jobs. */
export async function checkNothingStuck(
  { db, stripe }: World,
  { left, rounds }: Recovery,
): Promise<Finding[]> {
  const dead = await db.rows<{ id: string; effect: string; last_error: string | null }>(
    "select id, effect, last_error from outbox_jobs where dead_at is not null",
  );
  const stored = await db.rows<{ id: string }>("select id from webhook_events");
  const ids = new Set(stored.map(({ id }) => id));
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const handled: readonly string[] = HANDLED_EVENTS;
  const paidEvents = events.filter(
    ({ type }) => handled.includes(type) && /^(checkout|payment_intent)/.test(type),
  );
  const missed = paidEvents.filter(({ id }) => !ids.has(id));
  return [
    { name: "nothing is stuck", figure: `quiet after ${rounds} rounds`, broken: left },
    {
      name: "no job is dead",
      figure: `${dead.length} dead`,
      broken: dead.map(({ id, effect, last_error }) => `job ${id} (${effect}): ${last_error}`),
    },
    {
      name: "every event of a payment arrived in the end",
      figure: `${paidEvents.length} events`,
      broken: missed.map(({ id, type }) => `${id} (${type})`),
    },
  ];
}

export function checkLogs({ log }: Pick<World, "log">): Finding[] {
  const told = log.filter((line) => PERSONAL.test(line));
  return [{ name: "no log names a person", figure: `${log.length} lines`, broken: told.slice(0, 20) }];
}

/** A shopper may see an error, but never one with which everything ends. */
export function checkAnswers(journal: Journal): Finding[] {
  const seen = journal.failures.reduce((sum, [, count]) => sum + count, 0);
  return [
    {
      name: "no shopper was left without a way on",
      figure: `${seen} errors seen in ${journal.requests} requests`,
      broken: [...journal.stranded, ...journal.deadEnds].map(
        ({ shopper, where, status }) => `shopper ${shopper}: ${where}${status ? ` (${status})` : ""}`,
      ),
    },
  ];
}
