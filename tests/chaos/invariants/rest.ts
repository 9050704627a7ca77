import type Stripe from "stripe";
import type { Journal } from "../journal";
import { paymentEvents, type Recovery } from "../recovery";
import type { StoresLog } from "../stores-log";
import type { Finding, Records } from "./finding";

/** Nothing waits for ever: payments, orders, events, jobs. */
export async function checkNothingStuck(
  { db, stripe }: Records,
  { left, rounds }: Pick<Recovery, "left" | "rounds">,
): Promise<Finding[]> {
  const dead = await db.rows<{
    id: string;
    effect: string;
    number: string | null;
    last_error: string | null;
  }>(
    `select j.id, j.effect, o.number, j.last_error from outbox_jobs j left join orders o on o.id = j.order_id
     where j.dead_at is not null`,
  );
  const { due, missed } = await paymentEvents({ db, stripe });
  return [
    { name: "nothing is stuck", figure: `quiet after ${rounds} rounds`, broken: left },
    {
      name: "no job is dead",
      figure: `${dead.length} dead`,
      broken: dead.map(
        ({ id, effect, number, last_error }) => `job ${id} (${effect}) of order ${number}: ${last_error}`,
      ),
    },
    {
      name: "every event of a payment arrived in the end",
      figure: `${due.length} events`,
      broken: missed.map((event) => `${event.id} (${event.type}) of ${subjectOf(event)}`),
    },
  ];
}

const subjectOf = ({ data: { object } }: Stripe.Event): string => ("id" in object ? String(object.id) : "?");

export function checkLogs({ lines, personal }: Pick<StoresLog, "lines" | "personal">): Finding[] {
  return [{ name: "no log names a person", figure: `${lines} lines`, broken: [...personal] }];
}

/** A shopper may see an error, but never one with which everything ends. */
export function checkAnswers(journal: Journal): Finding[] {
  const seen = journal.failures.reduce((sum, [, count]) => sum + count, 0);
  const said = ({ shopper, where, status }: Journal["stranded"][number]) =>
    `shopper ${shopper}: ${where}${status ? ` (${status})` : ""}`;
  return [
    {
      name: "no shopper was left without a way on",
      figure: `${seen} errors seen in ${journal.answers.count} requests`,
      broken: [...journal.stranded, ...journal.deadEnds].map(said),
    },
    {
      name: "the store's pages have no errors of their own",
      figure: `${journal.outcomes.get(IN_BROWSER) ?? 0} shoppers in a browser`,
      broken: journal.browserErrors.map(said),
    },
  ];
}

/** Counted beside how their checkouts ended. */
export const IN_BROWSER = "in a browser";
