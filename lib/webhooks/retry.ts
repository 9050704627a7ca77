const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 60 * 60;

/** Seconds until the sweep tries a failed event again: 5, 10, 20 … up to an hour, for as long as it takes. */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempts - 1, 20));
}
