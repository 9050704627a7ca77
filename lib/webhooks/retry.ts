const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 60 * 60;

/** Longer than acting on one event takes with the retries of its calls; a process that died keeps it for so long. */
export const LEASE_SECONDS = 120;

/** After so many tries, which take about twenty minutes, a person is told. It is tried on all the same. */
export const TOLD_AFTER_ATTEMPTS = 8;

/** Seconds until the sweep tries a failed event again: 5, 10, 20 … up to an hour, for as long as it takes. */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempts - 1, 20));
}
