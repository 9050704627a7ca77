/** After this many tries a job is dead until somebody replays it. */
export const MAX_TRIES = 8;

/** After this time without a renewal another worker may take over. */
export const JOB_LEASE_SECONDS = 120;

const FIRST_DELAY_SECONDS = 30;
const LONGEST_DELAY_SECONDS = 6 * 60 * 60;

/** Seconds to wait after try number `tries` (from 1): 30 s, 2 min, 8 min … at most 6 h; 16 hours in all. */
export function backoffSeconds(tries: number): number {
  return Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 4 ** (tries - 1));
}
