import { describeError } from "./describe-error";
import { log } from "./log.server";
import { isStopping } from "./stopping.server";

type Pace = {
  pauseMs: number;
  /** Milliseconds after which the next round begins, even if this one is not over. */
  longestMs: number;
};

/** `more`: there is work left, so the next round begins at once. */
type Round = () => Promise<{ more: boolean }>;

/** Runs `round` again and again until the process stops, without keeping it alive. A round that hangs does not hold up the next. */
export function runRounds(round: Round, pace: Pace): void {
  runAfter(pace.pauseMs, round, pace);
}

function runAfter(pauseMs: number, round: Round, pace: Pace): void {
  let isOver = false;
  const next = ({ more }: { more: boolean }) => {
    if (isOver) return;
    isOver = true;
    runAfter(more ? 0 : pace.pauseMs, round, pace);
  };
  setTimeout(() => {
    if (isStopping()) return;
    const limit = setTimeout(() => next({ more: false }), pace.longestMs).unref();
    round()
      .catch((error: unknown) => {
        log.error(`drain failed: ${describeError(error)}`);
        return { more: false };
      })
      .then((result) => {
        clearTimeout(limit);
        next(result);
      });
  }, pauseMs).unref();
}
