/**
 * Whether a request comes from the store's own pages. Browsers send `Origin` with every request that changes something. A program
 * that sends none has no shopper's cookies.
 */
export function isSameOrigin(headers: Headers, storeUrl: string): boolean {
  const origin = headers.get("origin");
  if (!origin) return headers.get("sec-fetch-site") !== "cross-site";
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const served = headers.get("x-forwarded-host") ?? headers.get("host");
  return host === new URL(storeUrl).host || host === served;
}
