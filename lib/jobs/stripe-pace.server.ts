import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { callPaces } from "@/lib/db/schema";
import { type CallPace, inBackground } from "@/lib/stripe/background.server";
import { telemetry } from "@/lib/telemetry/tell.server";

const ACCOUNT = "stripe";
const SLOW_SECONDS = 60;
const SLOWEST = 8;
/** Refusals within so many seconds count as one: calls that were under way together are refused together. */
const ONE_REFUSAL_SECONDS = 5;

type Waiting = { call: string; start: (waitMs: number) => void; fail: (error: unknown) => void };

let waiting: Waiting[] = [];
let isAsking = false;

/** Runs `work` so that its calls to Stripe keep the pace that all processes share, in the database. */
export function inPacedBackground<Result>(work: () => Promise<Result>): Promise<Result> {
  return inBackground(pace, work);
}

/** As `inPacedBackground`, for a command that makes thousands of calls: each is tried again until Stripe takes it, for half a minute. */
export function inPacedBulk<Result>(work: () => Promise<Result>): Promise<Result> {
  return inBackground(pace, work, "bulk");
}

const pace: CallPace = {
  turn: async (call) => {
    const waitMs = await new Promise<number>((start, fail) => {
      waiting.push({ call, start, fail });
      void giveTurns();
    });
    telemetry()?.waited(waitMs / 1000);
    if (waitMs > 0) await sleep(waitMs);
  },
  slowDown: async (call, reason) => {
    telemetry()?.count("store.stripe.refused", { reason });
    const name = reason.startsWith("endpoint") ? nameOf(call) : ACCOUNT;
    const isSlow = sql`${callPaces.slowedUntil} > now()`;
    const counted = sql`now() + make_interval(secs => ${SLOW_SECONDS - ONE_REFUSAL_SECONDS})`;
    const slowed = await db()
      .update(callPaces)
      .set({
        slowness: sql`case when ${isSlow} then least(${callPaces.slowness} * 2, ${SLOWEST}) else 2 end`,
        slowedUntil: sql`now() + make_interval(secs => ${SLOW_SECONDS})`,
      })
      .where(
        and(eq(callPaces.name, name), or(isNull(callPaces.slowedUntil), lt(callPaces.slowedUntil, counted))),
      )
      .returning({ slowness: callPaces.slowness });
    const [by] = slowed;
    if (by)
      log.warn(
        `Stripe refused ${call} (${reason}): ${name} runs at 1/${by.slowness} of its pace for a minute`,
      );
  },
};

/** Takes turns for all calls that wait, with one statement for as many as there are. */
async function giveTurns(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  while (waiting.length > 0) {
    const asked = waiting;
    waiting = [];
    try {
      const times = await takeTurns(asked.map(({ call }) => call));
      for (const [index, { start }] of asked.entries()) start(times[index] ?? 0);
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
  isAsking = false;
}

const nameOf = (call: string) => `${ACCOUNT} ${call}`;

/** @returns milliseconds to wait before each call, in the order asked */
async function takeTurns(calls: readonly string[]): Promise<number[]> {
  const counts = new Map([[ACCOUNT, calls.length]]);
  for (const call of calls) counts.set(nameOf(call), (counts.get(nameOf(call)) ?? 0) + 1);
  const turns = await take(counts);
  return calls.map((call) => Math.max(turns.next(ACCOUNT), turns.next(nameOf(call))));
}

type Taken = { name: string; first_ms: number; step_ms: number };

async function take(counts: Map<string, number>) {
  const { STRIPE_BACKGROUND_RATE: inAll, STRIPE_BACKGROUND_CALL_RATE: ofOneKind } = env();
  const names = [...counts.keys()].sort();
  const asked = names.map((name) => {
    const rate = name === ACCOUNT ? inAll : ofOneKind;
    return sql`(${name}::text, ${counts.get(name)}::int, ${1 / rate}::float8)`;
  });
  // Rows are locked in order of their names, so two processes never wait for each other.
  const statement = sql`
    with asked (name, calls, step) as (values ${sql.join(asked, sql`, `)}),
    paces as (
      select name, greatest(next_at, clock_timestamp()) as begins, calls,
        step * case when slowed_until > clock_timestamp() then slowness else 1 end as step
      from ${callPaces} join asked using (name) order by name for update of ${callPaces}
    )
    update ${callPaces} set next_at = paces.begins + make_interval(secs => paces.step * paces.calls)
    from paces where ${callPaces.name} = paces.name
    returning paces.name, extract(epoch from paces.begins - clock_timestamp())::float8 * 1000 as first_ms,
      paces.step * 1000 as step_ms
  `;
  const run = async () => (await db().execute<Taken>(statement)).rows;
  let taken = await run();
  if (taken.length < names.length) {
    const known = new Set(taken.map(({ name }) => name));
    const missing = names.filter((name) => !known.has(name));
    await db()
      .insert(callPaces)
      .values(missing.map((name) => ({ name, nextAt: sql`clock_timestamp()` })))
      .onConflictDoNothing();
    taken = await run();
  }
  const next = new Map(taken.map((row) => [row.name, row]));
  return {
    next(name: string): number {
      const turn = next.get(name);
      if (!turn) return 0;
      const at = turn.first_ms;
      next.set(name, { ...turn, first_ms: at + turn.step_ms });
      return Math.max(0, at);
    },
  };
}
