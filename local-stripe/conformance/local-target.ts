import type { Target } from "./target";

/** The local Stripe at an address; each case has keys of its own, and with them an account and a clock. */
export function localTarget(url: string, browse?: Target["browse"]): Target {
  return {
    name: "local",
    api: url,
    files: url,
    script: `${url}/stripe.js`,
    control: `${url}/_local`,
    keysFor: (run) => ({ secret: `sk_test_${run}`, publishable: `pk_test_${run}` }),
    ...(browse && { browse }),
  };
}
