/** Addresses with this method, `*` for any part of a path. */
type Guarded = { path: string; method: "POST" };

/**
 * What only a browser with a person should ask for, when BotID is on: holding goods, trying cards, guessing codes. The browser and the server
 * have the same list. A form that is posted without JavaScript can't be checked, so none is here.
 */
export const BOT_GUARDED: readonly Guarded[] = [
  { path: "/api/checkout/embedded", method: "POST" },
  { path: "/api/checkout/elements", method: "POST" },
  { path: "/api/checkout/payment", method: "POST" },
  { path: "/api/checkout/payment/confirm", method: "POST" },
  { path: "/api/checkout/payment/confirm-free", method: "POST" },
  { path: "/api/checkout/*/discounts/promotion-code", method: "POST" },
  { path: "/api/account/payment-methods", method: "POST" },
];

export function isBotGuarded({ method, url }: Pick<Request, "method" | "url">): boolean {
  const { pathname } = new URL(url);
  return BOT_GUARDED.some((one) => one.method === method && matches(one.path, pathname));
}

function matches(pattern: string, pathname: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pathname === pattern;
  return pathname.startsWith(start) && pathname.endsWith(end);
}
