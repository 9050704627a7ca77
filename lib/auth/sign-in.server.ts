import "server-only";
import { isAPIError } from "better-auth/api";
import type { CustomerId } from "@/lib/ids";
import { auth } from "./auth.server";
import type { SignInProblem } from "./problems";
import { endCode, endLinks } from "./secrets.server";

export type SignIn = { ok: true; customerId: CustomerId } | { ok: false; code: SignInProblem };

/**
 * Signs in with the code of an e-mail and sets the session's cookie; the first time makes the account. The code is
 * used up then, and so are the links that were sent with it.
 *
 * @param headers of the request: browser and address are noted with the session.
 */
export async function signInByCode(email: string, code: string, headers: Headers): Promise<SignIn> {
  try {
    const { user } = await auth().api.signInEmailOTP({
      body: { email, otp: code },
      headers,
    });
    await endLinks(email);
    return { ok: true, customerId: user.id as CustomerId };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return { ok: false, code: CODES[String(error.body?.code)] ?? "code_wrong" };
  }
}

const CODES: Record<string, SignInProblem> = {
  OTP_EXPIRED: "code_expired",
  TOO_MANY_ATTEMPTS: "too_many_attempts",
};

/** The same with the token of a link; a code that was sent with it is of no use any more. */
export async function signInByLink(token: string, headers: Headers): Promise<SignIn> {
  try {
    const { user } = await auth().api.magicLinkVerify({ query: { token }, headers });
    await endLinks(user.email);
    await endCode(user.email);
    return { ok: true, customerId: user.id as CustomerId };
  } catch (error) {
    // A token that is unknown, used or too old is answered with a redirect, which is thrown as well.
    if (!isAPIError(error)) throw error;
    return { ok: false, code: "link_invalid" };
  }
}
