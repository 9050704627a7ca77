/** Whose objects a call sees. */
export interface Account {
  /** What the account's keys have in common; empty for keys that begin with `local_` behind `sk_test_`. */
  ending: string;
  /** An account that is connected to it: `Stripe-Account`. */
  connected: string | null;
}

/** What Stripe's own keys begin with behind `sk_test_`: a 5, and the 16 characters of the account's id. */
const OF_STRIPE = /^5(1[A-Za-z0-9]{15})[A-Za-z0-9]{40,}$/;

/**
 * Finds the account of a key's part behind `sk_test_`, `pk_test_` or `rk_test_`: keys with the same ending belong together. All endings `local_…` are those of one
 * account. Stripe's own keys name their account, so that a pair of them belongs together; this is assumed, as Stripe does not publish it.
 */
export function endingOf(behindKind: string): string {
  if (/^local(_|$)/.test(behindKind)) return "";
  return OF_STRIPE.exec(behindKind)?.[1] ?? behindKind;
}

/** The account's own id. */
export function accountId({ ending, connected }: Account): string {
  return connected ?? `acct_${ending || "local"}`;
}

/** A secret key that opens the account. */
export function keyOf({ ending }: Account): string {
  return `sk_test_${ending || "local_dashboard"}`;
}

/** A publishable key for a page of the account. */
export function pageKeyOf({ ending, connected }: Account): string {
  return `pk_test_${ending || "local_page"}${connected === null ? "" : `/${connected}`}`;
}

/** The account's name in files and addresses; no key has a slash. */
export function worldName({ ending, connected }: Account): string {
  return connected === null ? ending : `${ending}/${connected}`;
}

export function accountOf(name: string): Account {
  const [ending = "", connected = null] = name.split("/");
  return { ending, connected };
}
