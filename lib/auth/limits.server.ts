import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import { count, limitsOf, resetLimits, uncount } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import type { TooMany } from "@/lib/limits/too-many";

/** Counts an e-mail to a mailbox. An `account` is counted too, when it asks for an e-mail to a new address. */
export function countEmail(mailbox: string, headers: Headers, account?: CustomerId) {
  const from = requestSource(headers);
  return count([
    ...limitsOf("signInMail", { mailbox, from }),
    ...limitsOf("mailsFromHere", { from }),
    ...limitsOf("accountMail", { shopper: [account], from: null }),
  ]);
}

export const countAccountCode = (account: CustomerId) =>
  count(limitsOf("accountCode", { shopper: [account], from: null }));

/** Counts a try as wrong before making it, so that many at once can't avoid the limit, and uncounts it when it was right. */
export async function countingSignInCode<Outcome extends { ok: boolean }>(
  mailbox: string,
  headers: Headers,
  signIn: () => Promise<Outcome>,
): Promise<Outcome | TooMany> {
  const from = requestSource(headers);
  const wrongTry = limitsOf("wrongSignInCode", { mailbox, from });
  const now = new Date();
  const counted = await count(wrongTry, now);
  if (!counted.ok) return counted;
  const outcome = await signIn();
  if (outcome.ok) await uncount(wrongTry, now);
  return outcome;
}

/** Counts a link only when it is wrong: a link can't be guessed, and a right one always works. */
export const countWrongLink = (headers: Headers) =>
  count(limitsOf("wrongSignInLink", { from: requestSource(headers) }));

/** Resets a mailbox's limits, because its owner has signed in: what others tried with the address no longer counts. */
export const forgetMailbox = (mailbox: string) =>
  resetLimits([
    ...limitsOf("signInMail", { mailbox, from: null }),
    ...limitsOf("wrongSignInCode", { mailbox, from: null }),
  ]);
