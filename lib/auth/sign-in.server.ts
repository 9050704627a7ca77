import "server-only";
import { isAPIError } from "better-auth/api";
import type { CustomerId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { auth } from "./auth.server";
import { forgetMailbox } from "./limits.server";
import { spendOneTimeCode } from "./one-time-code.server";
import type { SignInProblem } from "./problems";
import { type CodeRequest, createLinkToken, endCodes, endLinks, provedBy } from "./secrets.server";

type SignInResult =
  | { ok: true; customerId: CustomerId }
  | { ok: false; code: Exclude<SignInProblem, "rate_limited"> };

/**
 * Signs in with the code of an e-mail, in the browser that asked for it, and sets the sign-in cookie; the first time makes the account. The
 * code is used up then, and so is all else that was sent to the address.
 *
 * @param headers of the request: browser and address are stored with the sign-in.
 */
export async function signInByCode(
  asked: CodeRequest,
  code: string,
  headers: Headers,
): Promise<SignInResult> {
  const spent = await inTransaction(db(), (tx) => spendOneTimeCode(tx, provedBy(asked), code));
  return spent.ok ? signInByLink(await createLinkToken(asked.email), headers) : spent;
}

/** The same with the token of a link, in any browser. */
export async function signInByLink(token: string, headers: Headers): Promise<SignInResult> {
  try {
    const { user } = await auth().api.magicLinkVerify({ query: { token }, headers });
    await endLinks(user.email);
    await endCodes(user.email);
    await forgetMailbox(user.email);
    return { ok: true, customerId: user.id as CustomerId };
  } catch (error) {
    // A token that is unknown, used or too old is answered with a redirect, which is thrown as well.
    if (!isAPIError(error)) throw error;
    return { ok: false, code: "link_invalid" };
  }
}
