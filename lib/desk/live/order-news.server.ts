import "server-only";
import { sql } from "drizzle-orm";
import { isStopping, whenStopping } from "@/lib/base/stopping.server";
import { db } from "@/lib/db/client";
import { listenTo } from "@/lib/db/listen.server";
import { leases } from "@/lib/db/schema";
import { orderListVersion } from "@/lib/desk/orders/list-version.server";

/** What the trigger on `order_timeline` tells on, while this lease says that somebody listens. */
const CHANNEL = "store_orders";
const LEASE = "desk.listens";

/** Milliseconds. Without a connection that is told, the version is asked for so often, once for all desks. */
const LOOK_MS = 1_000;
const RENEW_MS = 20_000;
const LEASE_SECONDS = 60;
/** So many orders as come in at once are one piece of news. */
const GATHER_MS = 150;

type Reader = (version: string) => void;

type News = {
  readers: Set<Reader>;
  version: string;
  /** Of the connection that is told; null while the version is asked for. */
  close: (() => Promise<void>) | null;
  timers: NodeJS.Timeout[];
  gathering: boolean;
};

// `next dev` reloads modules, and one connection must stay one.
const globals = globalThis as typeof globalThis & { __storeOrderNews?: News };
globals.__storeOrderNews ??= { readers: new Set(), version: "", close: null, timers: [], gathering: false };
const news = globals.__storeOrderNews;

/**
 * Calls `read` whenever an order has come in or changed, from now on. One connection listens for the whole process, as long as anybody reads.
 * @returns how to end it
 */
export function readOrderNews(read: Reader): () => void {
  news.readers.add(read);
  if (news.readers.size === 1) void begin();
  return () => {
    if (news.readers.delete(read) && news.readers.size === 0) void end();
  };
}

/** Whether the database tells this process by itself. */
export const isToldOfOrders = (): boolean => news.close !== null;

async function begin(): Promise<void> {
  news.version = await orderListVersion().catch(() => "");
  if (news.readers.size === 0 || news.timers.length > 0) return;
  news.timers.push(every(LOOK_MS, look), every(RENEW_MS, renew));
  whenStopping(end);
  await renew();
}

/** Says that somebody listens, and connects again after a connection was lost. What was not told is found here at the latest. */
async function renew(): Promise<void> {
  const expiresAt = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;
  await db()
    .insert(leases)
    .values({ name: LEASE, holder: "desk", expiresAt })
    .onConflictDoUpdate({ target: leases.name, set: { expiresAt } });
  if (news.close) return tell();
  if (news.readers.size === 0 || isStopping()) return;
  const close = await listenTo(CHANNEL, gather, () => {
    news.close = null;
  });
  if (close && (news.readers.size === 0 || isStopping())) return close();
  news.close = close;
  // What came in before the connection listened.
  if (close) await tell();
}

async function look(): Promise<void> {
  if (!news.close) await tell();
}

function gather(): void {
  if (news.gathering) return;
  news.gathering = true;
  setTimeout(() => {
    news.gathering = false;
    tell().catch(() => undefined);
  }, GATHER_MS).unref();
}

async function tell(): Promise<void> {
  const version = await orderListVersion();
  if (version === news.version) return;
  news.version = version;
  for (const read of news.readers) read(version);
}

async function end(): Promise<void> {
  for (const timer of news.timers.splice(0)) clearInterval(timer);
  const { close } = news;
  news.close = null;
  await close?.();
}

/** One at a time: what takes longer than the pause is not begun twice. A database that is away is asked again the next time. */
function every(milliseconds: number, work: () => Promise<void>): NodeJS.Timeout {
  let isBusy = false;
  return setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    work()
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  }, milliseconds).unref();
}
