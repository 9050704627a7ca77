import { describeError } from "./describe-error";
import { log } from "./log.server";
import { isStopping } from "./stopping.server";

type Pace = {
  pauseMs: number;
  /** Milliseconds after which the next round begins, even if this one is not over. */
  longestMs: number;
};

/** Runs `round` again and again until the process stops, without keeping it alive. A round that hangs does not hold up the next. */
export function runRounds(round: () => Promise<void>, { pauseMs, longestMs }: Pace): void {
  let isOver = false;
  const next = () => {
    if (isOver) return;
    isOver = true;
    runRounds(round, { pauseMs, longestMs });
  };
  setTimeout(() => {
    if (isStopping()) return;
    const limit = setTimeout(next, longestMs).unref();
    round()
      .catch((error: unknown) => log.error(`drain failed: ${describeError(error)}`))
      .finally(() => {
        clearTimeout(limit);
        next();
      });
  }, pauseMs).unref();
}
