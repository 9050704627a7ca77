/**
 * Seconds: nothing that the store answers about the catalogue is older, however many processes there are and however long nobody
 * came by. What is read is `RENEW_AFTER` old at most when a page is made of it, and the page is kept for `PAGE_KEPT_FOR`.
 */
export const FRESH_FOR = 30;

/** Seconds after which pages and what they are made of are made anew, behind the visitor who comes then. */
export const RENEW_AFTER = 10;

/** Seconds after which a page is no longer shown while it is made anew: its next visitor waits for the new one. */
export const PAGE_KEPT_FOR = FRESH_FOR - RENEW_AFTER;

/** Whether what was read at `readAt` may still be shown at `now`, both in milliseconds. */
export const isFresh = (readAt: number, now: number): boolean => now - readAt <= FRESH_FOR * 1000;
