import type { DrainReport } from "@/lib/drain.server";
import { EnvError, env, serverPort } from "@/lib/env";

/** A store that could not take money says so when it starts, not at the first order. */
export function startServer(): void {
  try {
    const { DRAIN_INTERVAL_SECONDS, CRON_SECRET } = env();
    if (DRAIN_INTERVAL_SECONDS > 0 && CRON_SECRET) drainEvery(DRAIN_INTERVAL_SECONDS, CRON_SECRET);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/**
 * Calls the store's own cron route: pages can be revalidated from a request only. The next drain is counted from the
 * end of the last one, so two never overlap.
 */
function drainEvery(seconds: number, secret: string): void {
  setTimeout(async () => {
    try {
      const response = await fetch(`http://localhost:${serverPort()}/api/cron?scope=due`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      if (!response.ok) throw new Error(`the cron route answered ${response.status}`);
      logFailures(await response.json());
    } catch (error) {
      console.error("drain failed:", error instanceof Error ? error.message : error);
    }
    drainEvery(seconds, secret);
  }, seconds * 1000).unref();
}

function logFailures(report: DrainReport): void {
  for (const [part, result] of Object.entries(report)) {
    if (typeof result === "object") console.error(`drain of ${part} failed: ${result.error}`);
  }
}
