/** Seconds: the oldest catalogue that the store ever shows. A page is made from data at most `RENEW_AFTER` old, and kept for `PAGE_KEPT_FOR`. */
export const FRESH_FOR = 30;

/** Seconds after which pages and data are renewed in the background. */
export const RENEW_AFTER = 10;

export const PAGE_KEPT_FOR = FRESH_FOR - RENEW_AFTER;

/** Whether data is still fresh; both times are in milliseconds. */
export const isFresh = (readAt: number, now: number): boolean => now - readAt <= FRESH_FOR * 1000;

/**
 * A page whose making began before a process knew of new settings is kept as one that was made after they were saved. Milliseconds after which each process knows
 * of them, and pages that were being made are done: then all are renewed once more.
 */
export const RENEW_SETTINGS_AGAIN_MS = 3_000;
