const LIVE = /^(sk|rk|pk)_live_/;

/** Real money moves with this key of Stripe's. */
export const isLiveKey = (key: string): boolean => LIVE.test(key);
