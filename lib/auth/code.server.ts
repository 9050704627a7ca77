import "server-only";
import { auth } from "./auth.server";

/** A new code for an address, good for ten minutes; the one before it no longer counts. */
export async function createCode(email: string): Promise<string> {
  return auth().api.createVerificationOTP({ body: { email, type: "sign-in" } });
}
