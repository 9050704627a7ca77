import "server-only";
import { env } from "@/lib/env";
import { clientIp, type Limit, withinLimits } from "@/lib/http/rate-limit.server";
import { signature } from "@/lib/http/signed-value";

const WINDOW_SECONDS = 10 * 60;
/** Enough for a person whose e-mail is slow; far too few to fill a mailbox or to guess. */
const EMAILS_PER_ADDRESS = 6;
const CODES_PER_ADDRESS = 20;
/** An office shares one address. */
const PER_IP = 60;

/** The e-mail address itself is not written into the counters. */
function limits(kind: "email" | "code" | "link", who: string | null, max: number, headers: Headers): Limit[] {
  const ip = clientIp(headers);
  const key = who && signature("sign-in limit", who, env().AUTH_SECRET);
  return [
    ...(key ? [{ key: `sign-in:${kind}:${key}`, max, windowSeconds: WINDOW_SECONDS }] : []),
    ...(ip ? [{ key: `sign-in:${kind}:ip:${ip}`, max: PER_IP, windowSeconds: WINDOW_SECONDS }] : []),
  ];
}

export function withinEmailLimits(email: string, headers: Headers): Promise<boolean> {
  return withinLimits(limits("email", email, EMAILS_PER_ADDRESS, headers));
}

export function withinCodeLimits(email: string, headers: Headers): Promise<boolean> {
  return withinLimits(limits("code", email, CODES_PER_ADDRESS, headers));
}

export function withinLinkLimits(headers: Headers): Promise<boolean> {
  return withinLimits(limits("link", null, 0, headers));
}
