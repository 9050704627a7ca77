import { db } from "@/lib/db/client";
import { startWarnings } from "@/lib/demonstration/start-warnings.server";
import { describeError } from "@/lib/describe-error";
import type { DrainReport } from "@/lib/drain.server";
import { EnvError, env, isDevelopment, serverPort } from "@/lib/env";
import { isLiveKey } from "@/lib/live-key";
import { runRounds } from "@/lib/rounds";
import { keepValuesOutOfLog } from "@/lib/safe-console";

/** A store that could not take money says so when it starts, not at the first order. */
export function startServer(): void {
  keepValuesOutOfLog(console);
  try {
    const { DRAIN_INTERVAL_SECONDS, CRON_SECRET, MERCHANT_EMAIL } = env();
    if (MERCHANT_EMAIL.length === 0) {
      console.warn(
        "MERCHANT_EMAIL is not set: no e-mail tells of new orders, disputes, and orders that need a person",
      );
    }
    if (DRAIN_INTERVAL_SECONDS > 0) drainEvery(DRAIN_INTERVAL_SECONDS, CRON_SECRET);
    if (!isDevelopment || isLiveKey(env().STRIPE_SECRET_KEY)) void warn();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The store opens meanwhile. */
async function warn(): Promise<void> {
  try {
    for (const line of await startWarnings(db(), env())) console.warn(line);
  } catch (error) {
    console.error(`the database could not be looked at: ${describeError(error)}`);
  }
}

/** A cron's round ends within a minute too. */
const LONGEST_ROUND_MS = 60_000;

/** Calls the store's own cron route: pages can be revalidated from a request only. */
function drainEvery(seconds: number, secret: string): void {
  const round = async () => {
    const response = await fetch(`http://localhost:${serverPort()}/api/cron?scope=due`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    if (!response.ok) throw new Error(`the cron route answered ${response.status}`);
    logFailures(await response.json());
  };
  runRounds(round, { pauseMs: seconds * 1000, longestMs: LONGEST_ROUND_MS });
}

function logFailures(report: DrainReport): void {
  for (const [part, result] of Object.entries(report)) {
    if (typeof result === "object" && "error" in result)
      console.error(`drain of ${part} failed: ${result.error}`);
  }
}
