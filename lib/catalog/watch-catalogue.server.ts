import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { isStopping } from "@/lib/base/stopping.server";
import { serverPort } from "@/lib/config/env";
import { catalogueWatcher } from "./changes.server";

/** A sale in another process is on the pages of this one after so long, and what the look and the rendering take. */
const PAUSE_MS = 250;
/** When the database is away, what is shown is as old as its pages at most. */
const PAUSE_AFTER_FAILURE_MS = 5_000;
const LONGEST_CALL_MS = 10_000;

/** Looks for changes of the goods as long as the process runs. Pages can be revalidated from a request only, so it calls the store's own route. */
export async function watchCatalogue(secret: string): Promise<void> {
  const watch = catalogueWatcher();
  const renew = async (since: string) => {
    const response = await fetch(`http://localhost:${serverPort()}/api/renew?since=${since}`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(LONGEST_CALL_MS),
    });
    if (!response.ok) throw new Error(`the store's own route answered ${response.status}`);
  };
  while (!isStopping()) {
    const pause = await watch(renew).then(
      () => PAUSE_MS,
      () => PAUSE_AFTER_FAILURE_MS,
    );
    await sleep(pause, undefined, { ref: false });
  }
}
