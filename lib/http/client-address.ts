import { isIP, isIPv6 } from "node:net";

/** Where a request came from, as the platform vouches for it. */
export type ClientAddress = {
  /** What one connection has: an IPv4 address, or the first 64 bits of an IPv6 one, all of which are a household's own. */
  address: string;
  /** Whom a whole block belongs to: the first 24 bits of an IPv4 address, 48 of an IPv6 one. */
  network: string;
};

type Platform = {
  /** Set on Vercel. */
  VERCEL?: string | undefined;
  /** How many proxies before the store add the address of their caller to X-Forwarded-For. */
  TRUSTED_PROXIES: number;
};

/**
 * Vercel tells the address in a header of its own, which no client can set. Elsewhere each proxy adds its caller to the end of
 * X-Forwarded-For, so that the last entries are believed and what a client wrote before them is not.
 *
 * @returns null on one's own machine, where all share one address, and where no header tells it.
 */
export function clientAddress(headers: Headers, { VERCEL, TRUSTED_PROXIES }: Platform): ClientAddress | null {
  const header = headers.get(VERCEL ? "x-vercel-forwarded-for" : "x-forwarded-for")?.split(",") ?? [];
  const entry = header[Math.max(0, header.length - (VERCEL ? 1 : TRUSTED_PROXIES))];
  const ip = entry === undefined ? null : plainIp(entry.trim());
  if (!ip || ip === "::1" || ip.startsWith("127.")) return null;
  return isIPv6(ip)
    ? { address: firstGroups(ip, 4), network: firstGroups(ip, 3) }
    : { address: ip, network: ip.replace(/\.\d+$/, ".0/24") };
}

/** Without a port, and an IPv4 address as such. Null: no address at all. */
function plainIp(entry: string): string | null {
  const bare = entry.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  const mapped = bare.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(mapped) ? mapped : null;
}

function firstGroups(ip: string, count: number): string {
  // A URL writes every address in its one short form, with hexadecimal groups only.
  const [before = "", after] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after ? after.split(":") : [];
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
  return `${groups.slice(0, count).join(":")}::/${count * 16}`;
}
