import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/**
 * Whether a request's `Host` may control the local Stripe. A page elsewhere can point its own name at this machine and would then be of the same
 * origin, so names that anybody can own are refused: only addresses, names without a dot, and names kept for local use are taken.
 */
export function isLocalHost(host: string | undefined, baseUrl: string): boolean {
  if (!host) return false;
  const name = nameOf(host);
  return (
    isIP(name) !== 0 ||
    !name.includes(".") ||
    /\.(localhost|local|internal|test)$/.test(name) ||
    name === nameOf(new URL(baseUrl).host)
  );
}

/** Whether a page may control it: one of its own, under any name that it has. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, baseUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const base = new URL(baseUrl);
  if (origin === base.origin) return true;
  const page = new URL(origin);
  if (host && page.host === host && isLocalHost(host, baseUrl)) return true;
  const port = host ? new URL(`http://${host}`).port : base.port;
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(page.hostname);
  return isLoopback && [port, base.port].includes(page.port) && page.protocol === "http:";
}

/** A host's name without its port and its brackets. */
function nameOf(host: string): string {
  return host
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
}
