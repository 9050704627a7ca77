const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 60 * 60;

/** Longer than it takes to process an event with its retries. */
export const EVENT_LEASE_SECONDS = 120;

/** After about twenty minutes of tries an event is parked for a person; the tries go on. */
export const PARKED_AFTER_TRIES = 8;

/** Seconds until the next try of a failed event: 5, 10, 20 … up to an hour, without end. */
export function retryDelaySeconds(tries: number): number {
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(tries - 1, 20));
}
