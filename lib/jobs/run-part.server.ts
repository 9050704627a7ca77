import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { describeError } from "@/lib/base/describe-error";

export type PartFailure = { error: string };

export type RunPart = <Result>(part: () => Promise<Result>) => Promise<Result | PartFailure>;

export const partFailed = (result: unknown): result is PartFailure =>
  typeof result === "object" && result !== null && "error" in result;

/**
 * Runs the parts of a round. A part that fails, or that still runs when the round has to end, becomes a failure in the report, and the
 * others go on. `stop` must be called when all is done.
 * @param endMs milliseconds from now until the round has to end
 */
export function partsUntil(endMs: number): { runPart: RunPart; stop: () => void } {
  const stopped = new AbortController();
  const tooLate = { error: "still ran when the round had to end" };
  const end = sleep(endMs, tooLate, { signal: stopped.signal }).catch(() => tooLate);
  return {
    runPart: (part) => {
      // Never rejects, also when nobody waits for it any more.
      const running = part().catch((error: unknown) => ({ error: describeError(error) }));
      return Promise.race([running, end]);
    },
    stop: () => stopped.abort(),
  };
}
