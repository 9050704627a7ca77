import { describeError } from "./describe-error";
import { log } from "./log.server";

type Renewal = {
  what: string;
  /** Milliseconds from the end of one renewal to the next. */
  everyMs: number;
  renew: () => PromiseLike<unknown>;
};

/** Does `work` and renews its lease meanwhile. A renewal that fails is only logged, as whoever takes over checks what was done anyway. */
export async function withRenewal<Result>(
  { what, everyMs, renew }: Renewal,
  work: () => Promise<Result>,
): Promise<Result> {
  const over = { is: false };
  // One renewal at a time, so that a slow database does not get more and more requests.
  const next = () =>
    setTimeout(async () => {
      try {
        await renew();
      } catch (error) {
        log.error(`${what}: ${describeError(error)}`);
      }
      if (!over.is) timer = next();
    }, everyMs);
  let timer = next();
  try {
    return await work();
  } finally {
    over.is = true;
    clearTimeout(timer);
  }
}
