import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { isStopping } from "@/lib/base/stopping.server";
import { env, serverPort } from "@/lib/config/env";
import { catalogueWatcher } from "./changes.server";
import { RENEW_SETTINGS_AGAIN_MS } from "./freshness";

/** A sale in another process is on the pages of this one after so long, and what the look and the rendering take. */
const PAUSE_MS = 250;
/** When the database is away, what is shown is as old as its pages at most. */
const PAUSE_AFTER_FAILURE_MS = 5_000;
const LONGEST_CALL_MS = 10_000;

/**
 * Looks for changes of the goods and of the settings as long as the process runs. Pages can be revalidated from a request only, so it calls the store's own route.
 */
export async function watchCatalogue(secret: string): Promise<void> {
  const watch = catalogueWatcher();
  const ask = async (query: string): Promise<Response> => {
    const response = await fetch(`http://localhost:${serverPort()}/api/renew${query}`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(LONGEST_CALL_MS),
    });
    if (!response.ok) throw new Error(`the store's own route answered ${response.status}`);
    return response;
  };
  const askAgainLater = () => {
    setTimeout(() => void ask("").catch(() => {}), RENEW_SETTINGS_AGAIN_MS).unref();
  };
  const renew = async (since: string) => {
    const answer: unknown = await (await ask(`?since=${since}`)).json();
    if (isAgain(answer)) askAgainLater();
  };
  // Pages that this process kept on its disk before it ended don't know what was changed meanwhile. What is in Redis was renewed there.
  let isBegun = Boolean(env().REDIS_URL);
  const step = async () => {
    await watch(renew);
    if (isBegun) return;
    await ask("");
    isBegun = true;
    askAgainLater();
  };
  while (!isStopping()) {
    const pause = await step().then(
      () => PAUSE_MS,
      () => PAUSE_AFTER_FAILURE_MS,
    );
    await sleep(pause, undefined, { ref: false });
  }
}

const isAgain = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "again" in answer && answer.again === true;
