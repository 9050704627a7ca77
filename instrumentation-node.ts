import { type DrainReport, drainAll } from "@/lib/drain.server";
import { EnvError, env } from "@/lib/env";

/** A store that could not take money says so when it starts, not at the first order. */
export function startServer(): void {
  try {
    drainEvery(env().DRAIN_INTERVAL_SECONDS);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The next drain is counted from the end of the last one, so two never overlap. */
function drainEvery(seconds: number): void {
  if (seconds === 0) return;
  setTimeout(async () => {
    try {
      logFailures(await drainAll("due"));
    } catch (error) {
      console.error("drain failed:", error instanceof Error ? error.message : error);
    }
    drainEvery(seconds);
  }, seconds * 1000).unref();
}

function logFailures(report: DrainReport): void {
  for (const [part, result] of Object.entries(report)) {
    if (typeof result === "object") console.error(`drain of ${part} failed: ${result.error}`);
  }
}
