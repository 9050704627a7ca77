import "server-only";
import { unstable_cache } from "next/cache";
import { isFresh, RENEW_AFTER } from "./freshness";

/** Widely read data gets no tag and expires by time, because a page gets the tags of all that it reads. Simultaneous reads share one query. */
export function cachedRead<Read>() {
  const underWay = new Map<string, Promise<Read>>();
  const readNow = (read: () => Promise<Read>, name: string): Promise<Read> => {
    const begun = underWay.get(name) ?? read().finally(() => underWay.delete(name));
    underWay.set(name, begun);
    return begun;
  };
  return async (read: () => Promise<Read>, key: string[], tags: string[] = []): Promise<Read> => {
    const dated = async () => ({ found: await read(), readAt: Date.now() });
    const { found, readAt } = await unstable_cache(dated, key, { tags, revalidate: RENEW_AFTER })();
    // Outside of a cached page Next.js returns old data and renews it in the background, so old data is read again here.
    return isFresh(readAt, Date.now()) ? found : readNow(read, JSON.stringify(key));
  };
}
