import "server-only";
import { env } from "@/lib/env";
import { addressLimits, type Limit, withinLimits } from "@/lib/http/rate-limit.server";
import { signature } from "@/lib/http/signed-value";
import type { CustomerId } from "@/lib/ids";

const WINDOW_SECONDS = 10 * 60;
/** Enough for a person whose e-mail is slow; far too few to fill a mailbox or to guess. */
const EMAILS_PER_MAILBOX = 6;
const CODES_PER_MAILBOX = 20;
/** An office shares one address. */
const PER_ADDRESS = 60;

/** An e-mail address itself is not written into the counters. */
function limits(
  kind: "email" | "code" | "link",
  whom: readonly string[],
  max: number,
  headers: Headers,
): Limit[] {
  return [
    ...whom.map((who) => {
      const key = signature("sign-in limit", who, env().AUTH_SECRET);
      return { key: `sign-in:${kind}:${key}`, max, windowSeconds: WINDOW_SECONDS };
    }),
    ...addressLimits(`sign-in:${kind}`, headers, { max: PER_ADDRESS, windowSeconds: WINDOW_SECONDS }),
  ];
}

/** @param account who asks for an e-mail to an address that is not theirs yet: as many an account as an address. */
export function withinEmailLimits(email: string, headers: Headers, account?: CustomerId): Promise<boolean> {
  const whom = account ? [email, account] : [email];
  return withinLimits(limits("email", whom, EMAILS_PER_MAILBOX, headers));
}

/** @param whom the address the code was sent to; the account, where it is for a change of its address. */
export function withinCodeLimits(whom: string | CustomerId, headers: Headers): Promise<boolean> {
  return withinLimits(limits("code", [whom], CODES_PER_MAILBOX, headers));
}

export function withinLinkLimits(headers: Headers): Promise<boolean> {
  return withinLimits(limits("link", [], 0, headers));
}
