const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 60 * 60;

/** Longer than acting on one event takes with the retries of its calls; a process that died keeps it for so long. */
export const EVENT_LEASE_SECONDS = 120;

/** After so many tries, which take about twenty minutes, a person is told. It is tried on all the same. */
export const PARKED_AFTER_TRIES = 8;

/** Seconds until the sweep tries a failed event again: 5, 10, 20 … up to an hour, for as long as it takes. */
export function retryDelaySeconds(tries: number): number {
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(tries - 1, 20));
}
