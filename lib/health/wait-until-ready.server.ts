import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "@/lib/base/log.server";
import { isStopping } from "@/lib/base/stopping.server";
import { type HealthPart, readiness } from "./readiness.server";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Waits as long as it takes until the parts work, and says in the log what it waits for. False when the process stops before. */
export async function waitUntilReady(
  parts: readonly HealthPart[],
  look = readiness,
  pause: (ms: number) => Promise<unknown> = (ms) => delay(ms, undefined, { ref: false }),
): Promise<boolean> {
  let said = "";
  for (let pauseMs = FIRST_PAUSE_MS; !isStopping(); pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const { ready, parts: states } = await look(parts);
    if (ready) {
      if (said) log.info(`no longer waiting for ${parts.join(", ")}`);
      return true;
    }
    const missing = Object.entries(states).flatMap(([part, state]) =>
      state.ok ? [] : [`${part} (${state.reason})`],
    );
    const text = `waiting for ${missing.join(", ")}; /api/health/ready answers 503 until then`;
    if (text !== said) log.warn(text);
    said = text;
    await pause(pauseMs);
  }
  return false;
}
