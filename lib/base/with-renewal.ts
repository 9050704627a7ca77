import { describeError } from "./describe-error";
import { log } from "./log.server";
import { givenBackAtStop } from "./stopping.server";

type Renewal = {
  what: string;
  /** Milliseconds from the end of one renewal to the next. */
  everyMs: number;
  renew: () => PromiseLike<unknown>;
  /** Ends the lease when the process must end before the work is done. Without it the lease ends by itself, as what a call to Stripe did must be found out first. */
  giveBack?: () => PromiseLike<unknown>;
};

/** Does `work` and renews its lease meanwhile. A renewal that fails is only logged, as whoever takes over checks what was done anyway. */
export async function withRenewal<Result>(
  { what, everyMs, renew, giveBack }: Renewal,
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
    return await (giveBack ? givenBackAtStop(giveBack, work) : work());
  } finally {
    over.is = true;
    clearTimeout(timer);
  }
}
