import "server-only";
import { APIError } from "better-auth/api";
import { headers } from "next/headers";
import type { CustomerId } from "@/lib/ids";
import { auth } from "./auth.server";

export type SignIn =
  | { ok: true; customerId: CustomerId }
  | { ok: false; code: "code_wrong" | "code_expired" | "too_many_attempts" };

/** Signs in with the code of an e-mail and sets the session's cookie; the first time makes the account. */
export async function signInByCode(email: string, code: string): Promise<SignIn> {
  try {
    const { user } = await auth().api.signInEmailOTP({
      body: { email, otp: code },
      headers: await headers(),
    });
    return { ok: true, customerId: user.id as CustomerId };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    return { ok: false, code: refusal(error.body?.code) };
  }
}

function refusal(code: string | undefined): "code_wrong" | "code_expired" | "too_many_attempts" {
  if (code === "OTP_EXPIRED") return "code_expired";
  return code === "TOO_MANY_ATTEMPTS" ? "too_many_attempts" : "code_wrong";
}
