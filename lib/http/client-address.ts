import { isIP, isIPv6 } from "node:net";

export type ClientAddress = {
  /** An IPv4 address, or the first 64 bits of an IPv6 one. */
  address: string;
  /** The first 24 bits of an IPv4 address, 48 of an IPv6 one. */
  network: string;
};

type Platform = {
  VERCEL?: string | undefined;
  TRUSTED_PROXIES: number;
};

/**
 * The shopper's address. Vercel has its own header; elsewhere proxies append to X-Forwarded-For, so only the last entries count.
 * Null on one's own machine.
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

/** An IP address without the port; null when the text is not one. */
function plainIp(entry: string): string | null {
  const bare = entry.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  const mapped = bare.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(mapped) ? mapped : null;
}

function firstGroups(ip: string, count: number): string {
  // Parsing as a URL shortens an IPv6 address to hexadecimal groups.
  const [before = "", after] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after ? after.split(":") : [];
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
  return `${groups.slice(0, count).join(":")}::/${count * 16}`;
}
