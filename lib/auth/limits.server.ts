import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import { count, countingWrong, limitsOf, resetLimits } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";

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

/** A code for a mailbox: a wrong one is counted. */
export const countingSignInCode = <Outcome extends { ok: boolean }>(
  mailbox: string,
  headers: Headers,
  signIn: () => Promise<Outcome>,
) => countingWrong(limitsOf("wrongSignInCode", { mailbox, from: requestSource(headers) }), signIn);

/** Counts a link only when it is wrong: a link can't be guessed, and a right one always works. */
export const countWrongLink = (headers: Headers) =>
  count(limitsOf("wrongSignInLink", { from: requestSource(headers) }));

/** Resets a mailbox's limits, because its owner has signed in: what others tried with the address no longer counts. */
export const forgetMailbox = (mailbox: string) =>
  resetLimits([
    ...limitsOf("signInMail", { mailbox, from: null }),
    ...limitsOf("wrongSignInCode", { mailbox, from: null }),
  ]);
