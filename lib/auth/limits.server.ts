import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import { count, limitsOf, resetLimits, uncount } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import type { TooMany } from "@/lib/limits/too-many";

/** @param account who asks for an e-mail to an address that is not theirs yet: counted for both. */
export function countEmail(mailbox: string, headers: Headers, account?: CustomerId) {
  const from = requestSource(headers);
  return count([
    ...limitsOf("signInMail", { mailbox, from }),
    ...limitsOf("mailsFromHere", { from }),
    ...limitsOf("accountMail", { shopper: [account], from: null }),
  ]);
}

/** A code for a change of the account's own e-mail address. */
export const countAccountCode = (account: CustomerId) =>
  count(limitsOf("accountCode", { shopper: [account], from: null }));

/**
 * A try of a sign-in code: counted as a wrong one before anybody knows, so that many at once don't slip through, and taken back when it was
 * right. Whose mailbox it is has shown it then, and what others asked of it counts no more.
 */
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

/** A link can't be guessed, so it is asked for first: a right one always lets in. */
export const countWrongLink = (headers: Headers) =>
  count(limitsOf("wrongSignInLink", { from: requestSource(headers) }));

/** The mailbox's owner has signed in, so what others tried with the address no longer counts. */
export const forgetMailbox = (mailbox: string) =>
  resetLimits([
    ...limitsOf("signInMail", { mailbox, from: null }),
    ...limitsOf("wrongSignInCode", { mailbox, from: null }),
  ]);
