import type { Journal } from "../journal";
import { PERSONAL } from "../plan";
import { paymentEvents, type Recovery } from "../recovery";
import type { World } from "../world";
import type { Finding } from "./finding";

/** Nothing waits for ever: payments, orders, events, jobs. */
export async function checkNothingStuck(world: World, { left, rounds }: Recovery): Promise<Finding[]> {
  const dead = await world.db.rows<{ id: string; effect: string; last_error: string | null }>(
    "select id, effect, last_error from outbox_jobs where dead_at is not null",
  );
  const events = await paymentEvents(world);
  return [
    { name: "nothing is stuck", figure: `quiet after ${rounds} rounds`, broken: left },
    {
      name: "no job is dead",
      figure: `${dead.length} dead`,
      broken: dead.map(({ id, effect, last_error }) => `job ${id} (${effect}): ${last_error}`),
    },
    {
      name: "every event of a payment arrived in the end",
      figure: `${events.due.length} events`,
      broken: events.missed.map(({ id, type }) => `${id} (${type})`),
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
