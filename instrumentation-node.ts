import { isLiveKey } from "@/lib/base/live-key";
import { log, logsJson } from "@/lib/base/log.server";
import { runRounds } from "@/lib/base/rounds";
import { keepValuesOutOfLog } from "@/lib/base/safe-console";
import { sentBeforeEnd, stopOnSignals } from "@/lib/base/stopping.server";
import { watchCatalogue } from "@/lib/catalog/watch-catalogue.server";
import { EnvError, env, isDevelopment, isProduction, serverPort } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { logStartWarnings } from "@/lib/demonstration/start-warnings.server";
import { waitUntilReady } from "@/lib/health/wait-until-ready.server";
import { guardFrontDoor } from "@/lib/http/front-door.server";
import { failedParts, reportIn } from "@/lib/jobs/failed-parts";
import { readGauges } from "@/lib/metrics/gauges.server";

/** A store that could not take money says so when it starts, not at the first order. */
export async function startServer(): Promise<void> {
  keepValuesOutOfLog(console, logsJson ? log : undefined);
  guardFrontDoor();
  try {
    const { MERCHANT_EMAIL, STOP_WITHIN_SECONDS, VERCEL, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
    if (MERCHANT_EMAIL.length === 0) {
      log.warn(
        "MERCHANT_EMAIL is not set: no e-mail tells of new orders, disputes, and orders that need a person",
      );
    }
    if (isProduction) stopOnSignals(STOP_WITHIN_SECONDS);
    if (OTEL_EXPORTER_OTLP_ENDPOINT) await tellCollector();
    // On Vercel a start is a visitor's, who needs the connections; there the cron route tells.
    if (!VERCEL) void startWork();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    log.error(error.message);
    process.exit(1);
  }
}

/** Loaded here alone, so that a store without a collector has nothing of it in its memory. Requests come after it. */
async function tellCollector(): Promise<void> {
  const { startTelemetry } = await import("@/lib/telemetry/start.server");
  sentBeforeEnd(startTelemetry(env(), readGauges));
}

/** Begins what a store does by itself as soon as its database is there and has the schema of this code. Until then requests fail, and the process waits. */
async function startWork(): Promise<void> {
  const { DRAIN_INTERVAL_SECONDS, CRON_SECRET, STRIPE_SECRET_KEY } = env();
  // It tries again by itself, and until it looks nothing tells this process of changes.
  void watchCatalogue(CRON_SECRET);
  if (!(await waitUntilReady(["database", "migrations"]))) return;
  if (DRAIN_INTERVAL_SECONDS > 0) drainEvery(DRAIN_INTERVAL_SECONDS, CRON_SECRET);
  if (!isDevelopment || isLiveKey(STRIPE_SECRET_KEY)) await logStartWarnings(db(), env());
  await waitUntilReady(["stripe"]);
}

/** A cron's round ends within a minute too. */
const LONGEST_ROUND_MS = 60_000;

/** Calls the store's own cron route: pages can be revalidated from a request only. */
function drainEvery(seconds: number, secret: string): void {
  const round = async () => {
    const response = await fetch(`http://localhost:${serverPort()}/api/cron?scope=due`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    const report = reportIn(await response.json().catch(() => null));
    if (!report) throw new Error(`the cron route answered ${response.status}`);
    for (const { part, why } of failedParts(report)) log.error(`drain of ${part} failed: ${why}`, { part });
    return { more: "more" in report && report.more === true };
  };
  runRounds(round, { pauseMs: seconds * 1000, longestMs: LONGEST_ROUND_MS });
}
