/**
 * Does a state-changing request come from a page of this store? Browsers send `Origin` with every such request, so
 * a foreign one is refused; a program without one carries no shopper's cookies by accident and is let through.
 */
export function isSameOrigin(headers: Headers, storeUrl: string): boolean {
  const origin = headers.get("origin");
  if (!origin) return headers.get("sec-fetch-site") !== "cross-site";
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const served = headers.get("x-forwarded-host") ?? headers.get("host");
  return host === new URL(storeUrl).host || host === served;
}
