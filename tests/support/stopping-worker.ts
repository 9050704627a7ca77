import { setTimeout as delay } from "node:timers/promises";
import { sentBeforeEnd, stopOnSignals } from "@/lib/base/stopping.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { drainJobs } from "@/lib/jobs/drain-outbox.server";
import { handlers } from "@/lib/jobs/handlers.server";

/** A store that works off its jobs, each of which takes `jobMs`, and has `seconds` when it is told to stop: `node … stopping-worker.ts <jobMs> <seconds>`. */
const [jobMs, seconds] = process.argv.slice(2).map(Number);
if (jobMs === undefined || seconds === undefined) throw new Error("how long?");

stopOnSignals(seconds);
if (env().OTEL_EXPORTER_OTLP_ENDPOINT) {
  const { startTelemetry } = await import("@/lib/telemetry/start.server");
  sentBeforeEnd(startTelemetry(env(), async () => []));
}
const slow = async () => {
  console.log("begun");
  await delay(jobMs);
  return {};
};
const done = await drainJobs(
  db(),
  Object.fromEntries(Object.keys(handlers).map((effect) => [effect, slow])) as never,
);
console.log(`done ${done}`);
process.exit(0);
