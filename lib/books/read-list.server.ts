import "server-only";
import { isStopping } from "@/lib/base/stopping.server";
import type { Database } from "@/lib/db/client";
import type { BooksList } from "@/lib/db/schema";
import { itemsAfter, type NewestFirst, oldestItems } from "@/lib/stripe/oldest-first";
import { moveProgress, readProgress } from "./progress.server";

type Listed = { id: string; created: number };

type Reading<Item extends Listed> = {
  name: BooksList;
  list: NewestFirst<Item>;
  store: (items: Item[]) => Promise<void>;
  /** Nothing can appear before it any more, nor change in it. */
  isSettled: (item: Item) => boolean;
};

/** `newestId`: the last one in Stripe's list; null when there is none. */
type ReadToEnd = { read: number; isWhole: boolean; newestId: string | null };

/**
 * Reads one of Stripe's lists on from where all is settled, oldest first, so that what was read stays read when it is cut off. What may still change is read
 * again the next time.
 * @param deadline milliseconds since 1970, when no further page is begun
 */
export async function readOn<Item extends Listed>(
  db: Database,
  { name, list, store, isSettled }: Reading<Item>,
  deadline: number,
): Promise<ReadToEnd> {
  const progress = await readProgress(db, name);
  let from = progress.settledId;
  let settled = from;
  let read = 0;
  for (;;) {
    const known = from === null ? null : await itemsAfter(list, from);
    // Stripe does not have it, as after a change of the account: all is read again, and stored once.
    if (from !== null && known === null) settled = null;
    const page = known ?? (await oldestItems(list, Math.floor(progress.since.getTime() / 1000)));
    await store(page.items);
    read += page.items.length;
    const open = page.items.findIndex((item) => !isSettled(item));
    const done = open === -1 ? page.items : page.items.slice(0, open);
    if (settled === from || known === null) settled = done.at(-1)?.id ?? settled;
    from = page.items.at(-1)?.id ?? from;
    const isWhole = !page.more || page.items.length === 0;
    await moveProgress(db, name, { settledId: settled, ...(isWhole && { completedAt: new Date() }) });
    if (isWhole) return { read, isWhole, newestId: from };
    if (Date.now() >= deadline || isStopping()) return { read, isWhole: false, newestId: from };
  }
}
