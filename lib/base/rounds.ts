import { describeError } from "./describe-error";

type Pace = {
  /** Between the end of one round and the next. */
  pauseMs: number;
  /** A round that takes longer is left to itself, and the next one begins. */
  longestMs: number;
};

/**
 * Runs `round` again and again, for as long as the process lives. One that hangs, as a mail server may for minutes, holds
 * up no other: rounds may overlap. Keeps no process alive.
 */
export function runRounds(round: () => Promise<void>, { pauseMs, longestMs }: Pace): void {
  let isOver = false;
  const next = () => {
    if (isOver) return;
    isOver = true;
    runRounds(round, { pauseMs, longestMs });
  };
  setTimeout(() => {
    const limit = setTimeout(next, longestMs).unref();
    round()
      .catch((error: unknown) => console.error(`drain failed: ${describeError(error)}`))
      .finally(() => {
        clearTimeout(limit);
        next();
      });
  }, pauseMs).unref();
}
