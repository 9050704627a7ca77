import "server-only";
import { lt, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";

export type Limit = { key: string; max: number; windowSeconds: number };

/** Counts one use of each limit; true while all are within their maximum. Shared by every instance of the store. */
export async function withinLimits(limits: readonly Limit[], now = new Date()): Promise<boolean> {
  if (limits.length === 0) return true;
  const most = new Map(limits.map(({ key, max }) => [key, max]));
  const counters = limits
    .map(({ key, windowSeconds }) => ({
      key,
      windowStart: startOfWindow(now, windowSeconds * 1000),
      count: 1,
    }))
    // Two requests that share some of them write these in one order.
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  const counted = await db()
    .insert(rateLimits)
    .values(counters)
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStart],
      set: { count: sql`${rateLimits.count} + 1` },
    })
    .returning({ key: rateLimits.key, count: rateLimits.count });
  return counted.every(({ key, count }) => count <= (most.get(key) ?? 0));
}

const startOfWindow = (now: Date, length: number) => new Date(Math.floor(now.getTime() / length) * length);

/** Windows are at most an hour long; older counters are of no use. */
export async function forgetOldLimits(now = new Date()): Promise<void> {
  await db()
    .delete(rateLimits)
    .where(lt(rateLimits.windowStart, new Date(now.getTime() - 2 * 60 * 60 * 1000)));
}

/** A school, a company or a provider's customers share one network. */
const NETWORK_FACTOR = 4;

/** The same limit for one address and, higher, for the network that it is of; none where the address is not known. */
export function addressLimits(kind: string, headers: Headers, limit: Omit<Limit, "key">): Limit[] {
  const from = clientAddress(headers, env());
  if (!from) return [];
  return [
    { ...limit, key: `${kind}:ip:${from.address}` },
    { ...limit, key: `${kind}:network:${from.network}`, max: limit.max * NETWORK_FACTOR },
  ];
}
