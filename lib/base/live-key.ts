const LIVE = /^(sk|rk|pk)_live_/;

export const isLiveKey = (key: string): boolean => LIVE.test(key);
