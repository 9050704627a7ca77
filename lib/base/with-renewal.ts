import { describeError } from "./describe-error";

type Renewal = {
  /** For the log. */
  what: string;
  /** Milliseconds between the end of one renewal and the next. */
  everyMs: number;
  renew: () => PromiseLike<unknown>;
};

/**
 * Does `work`, and says again and again meanwhile that this process lives: what it has leased is free soon after it has stopped. A renewal
 * that fails is told to the log only: whoever takes over must find out what was done anyway.
 */
export async function withRenewal<Result>(
  { what, everyMs, renew }: Renewal,
  work: () => Promise<Result>,
): Promise<Result> {
  const over = { is: false };
  // One at a time: a database that is slow already must not be asked ever more.
  const next = () =>
    setTimeout(async () => {
      try {
        await renew();
      } catch (error) {
        console.error(`${what}: ${describeError(error)}`);
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
