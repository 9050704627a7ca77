/** Seconds after which a page of the catalogue looks again by itself, for stock that moves with every sale. */
export const FRESH_FOR = 30;
