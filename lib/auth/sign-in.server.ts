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
 * Signs in with a code, in the browser that asked for it, and creates the account the first time. Uses up all codes and links
 * that were sent to the address.
 */
export async function signInByCode(
  asked: CodeRequest,
  code: string,
  headers: Headers,
): Promise<SignInResult> {
  const spent = await inTransaction(db(), (tx) => spendOneTimeCode(tx, provedBy(asked), code));
  return spent.ok ? signInByLink(await createLinkToken(asked.email), headers) : spent;
}

export async function signInByLink(token: string, headers: Headers): Promise<SignInResult> {
  try {
    const { user } = await auth().api.magicLinkVerify({ query: { token }, headers });
    await endLinks(user.email);
    await endCodes(user.email);
    await forgetMailbox(user.email);
    return { ok: true, customerId: user.id as CustomerId };
  } catch (error) {
    // better-auth throws a redirect for an unknown, used or expired token.
    if (!isAPIError(error)) throw error;
    return { ok: false, code: "link_invalid" };
  }
}
