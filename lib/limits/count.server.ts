import "server-only";
import { and, eq, or, sql } from "drizzle-orm";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema";
import { signature } from "@/lib/http/signed-value";
import { telemetry } from "@/lib/telemetry/tell.server";
import { type BoundScope, boundsOf, type CountedKind } from "./bounds";
import type { Source } from "./source.server";
import { type TooMany, tooMany } from "./too-many";

/** Who makes a limited request. Parts that are unknown are not counted. */
export type Requester = {
  shopper?: readonly (string | null | undefined)[];
  mailbox?: string | null | undefined;
  from: Source | null | undefined;
  /** A range of cards: `cardRange`. */
  cards?: string | undefined;
  /** Asks, or notes, whether a range of cards is being tried. */
  spree?: boolean;
};

/** A `weight` of 0 only reads the counter. */
type Limit = {
  kind: CountedKind;
  key: string;
  max: number;
  seconds: number;
  bankFrom?: number;
  weight: 0 | 1;
};

export function limitsOf(kind: CountedKind, asker: Requester, weight: 0 | 1 = 1): Limit[] {
  const bounds = boundsOf(kind);
  return keysOf(asker).flatMap(([scope, name]) => {
    const bound = bounds[scope];
    return bound ? [{ kind, key: `${kind}:${scope}:${name}`, ...bound, weight }] : [];
  });
}

function keysOf({ shopper = [], mailbox, from, cards, spree }: Requester): [BoundScope, string][] {
  // The mailbox is hashed, so that the counters hold no e-mail address. However it is written, it is one.
  const box = mailbox && signature("mailbox limit", mailbox.toLowerCase(), env().AUTH_SECRET).slice(0, 22);
  return [
    ...shopper.flatMap((id): [BoundScope, string][] => (id ? [["shopper", id]] : [])),
    ...(box ? [["mailbox", box] satisfies [BoundScope, string]] : []),
    ...(box && from ? [["mailboxFromAddress", `${box}:${from.address}`] satisfies [BoundScope, string]] : []),
    ...(from ? [["address", from.address] satisfies [BoundScope, string]] : []),
    ...(from ? [["network", from.network] satisfies [BoundScope, string]] : []),
    ...(cards ? [["cards", cards] satisfies [BoundScope, string]] : []),
    ...(spree ? [["spree", "now"] satisfies [BoundScope, string]] : []),
  ];
}

/** Counts a request in all limits, or in none when one is reached: a refused request must not fill others' limits. Windows begin at fixed times. */
export async function count(limits: readonly Limit[], now = new Date()): Promise<{ ok: true } | TooMany> {
  if (limits.length === 0) return { ok: true };
  const asked = limits.map(({ key, max, seconds, weight }) => {
    const { start, end } = windowOf(now, seconds);
    return sql`(${key}::text, ${start}::timestamptz, ${end}::timestamptz, ${weight}::int, ${max}::int)`;
  });
  const { rows } = await db().execute<{ key: string }>(sql`
    with asked (key, window_start, ends_at, weight, most) as (values ${sql.join(asked, sql`, `)}),
    reached as (
      select asked.key from asked join ${rateLimits} as known using (key, window_start) where known.count >= asked.most
    ),
    counted as (
      insert into ${rateLimits} (key, window_start, ends_at, count)
      select key, window_start, ends_at, weight from asked where weight > 0 and not exists (select from reached)
      order by key
      on conflict (key, window_start) do update set count = ${rateLimits.count} + excluded.count
      returning ${rateLimits.key}, ${rateLimits.count}
    )
    select key from reached
    union all select key from asked join counted using (key) where counted.count > asked.most
  `);
  const over = new Set(rows.map(({ key }) => key));
  const [longest] = limits
    .filter(({ key }) => over.has(key))
    .map(({ kind, seconds }) => tooMany(kind, windowOf(now, seconds).end.getTime(), now.getTime()))
    .sort((one, other) => other.retryAfter - one.retryAfter);
  if (!longest) return { ok: true };
  telemetry()?.count("store.limits.hit", { limit: longest.limit });
  return longest;
}

/** Takes back what `count` counted at `when`. */
export async function uncount(limits: readonly Limit[], when: Date): Promise<void> {
  if (limits.length === 0) return;
  await db()
    .insert(rateLimits)
    .values(emptyCounters(limits, when))
    .onConflictDoUpdate({ target: ROW, set: { count: sql`greatest(${rateLimits.count} - 1, 0)` } });
}

/** Counts a try as wrong before making it, so that many at once can't avoid the limit, and uncounts it when it was right. */
export async function countingWrong<Outcome extends { ok: boolean }>(
  wrongTry: readonly Limit[],
  attempt: () => Promise<Outcome>,
): Promise<Outcome | TooMany> {
  const now = new Date();
  const counted = await count(wrongTry, now);
  if (!counted.ok) return counted;
  const outcome = await attempt();
  if (outcome.ok) await uncount(wrongTry, now);
  return outcome;
}

/**
 * Counts something once by its id.
 * @param at when it happened; a window that has ended is not counted
 * @param isNew called when it was not counted before
 * @returns the limits that are reached, also when it was counted before
 */
export async function countOnce(
  id: string,
  limits: readonly Limit[],
  at: Date,
  isNew: () => void = () => {},
): Promise<Limit[]> {
  if (limits.length === 0) return [];
  const reported = { key: `told:${id}`, until: new Date(at.getTime() + LONGEST_REPORT_DELAY_MS) };
  const { rows } = await db().execute<{ key: string; count: number }>(sql`
    with told as (
      insert into ${rateLimits} (key, window_start, ends_at, count)
      values (${reported.key}, 'epoch', ${reported.until}, 1) on conflict do nothing returning key
    ),
    asked (key, window_start, ends_at) as (values ${sql.join(
      limits.map(({ key, seconds }) => {
        const { start, end } = windowOf(at, seconds);
        return sql`(${key}::text, ${start}::timestamptz, ${end}::timestamptz)`;
      }),
      sql`, `,
    )})
    insert into ${rateLimits} (key, window_start, ends_at, count)
    select key, window_start, ends_at, 1 from asked where exists (select from told) order by key
    on conflict (key, window_start) do update set count = ${rateLimits.count} + 1
    returning ${rateLimits.key}, ${rateLimits.count}
  `);
  if (rows.length > 0) isNew();
  const counted = rows.length > 0 ? rows : await countersOf(limits, at);
  const counts = new Map(counted.map(({ key, count }) => [key, count]));
  return limits.filter(({ key, max }) => (counts.get(key) ?? 0) >= max);
}

/** Those of the limits that have come so far that the bank is asked about the next card. */
export async function reachedForBank(limits: readonly Limit[], now = new Date()): Promise<Limit[]> {
  const asking = limits.filter(({ bankFrom }) => bankFrom !== undefined);
  if (asking.length === 0) return [];
  const counts = new Map((await countersOf(asking, now)).map(({ key, count }) => [key, count]));
  return asking.filter(({ key, bankFrom = 0 }) => (counts.get(key) ?? 0) >= bankFrom);
}

function countersOf(limits: readonly Limit[], at: Date): Promise<{ key: string; count: number }[]> {
  const isOne = ({ key, seconds }: Limit) =>
    and(eq(rateLimits.key, key), eq(rateLimits.windowStart, windowOf(at, seconds).start));
  return db()
    .select({ key: rateLimits.key, count: rateLimits.count })
    .from(rateLimits)
    .where(or(...limits.map(isOne)));
}

/** Milliseconds after which an event is no longer counted, because its window is over. */
const LONGEST_REPORT_DELAY_MS = 2 * 60 * 60_000;

export async function resetLimits(limits: readonly Limit[], now = new Date()): Promise<void> {
  if (limits.length === 0) return;
  await db()
    .insert(rateLimits)
    .values(emptyCounters(limits, now))
    .onConflictDoUpdate({ target: ROW, set: { count: 0 } });
}

const ROW = [rateLimits.key, rateLimits.windowStart];

function emptyCounters(limits: readonly Limit[], at: Date) {
  return limits
    .map(({ key, seconds }) => {
      const { start, end } = windowOf(at, seconds);
      return { key, windowStart: start, endsAt: end, count: 0 };
    })
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

function windowOf(now: Date, seconds: number): { start: Date; end: Date } {
  const length = seconds * 1000;
  const start = Math.floor(now.getTime() / length) * length;
  return { start: new Date(start), end: new Date(start + length) };
}
