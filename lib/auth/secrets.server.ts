import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { signInSecrets } from "@/lib/db/schema";
import { auth } from "./auth.server";

/** A new code for an address, good for ten minutes; the one before it no longer counts. */
export async function createCode(email: string): Promise<string> {
  return auth().api.createVerificationOTP({ body: { email, type: "sign-in" } });
}

/** A code and the token of a link. */
export async function createSecrets(email: string): Promise<{ code: string; token: string }> {
  const told = { token: "" };
  await auth().api.signInMagicLink({ body: { email, metadata: { told } }, headers: new Headers() });
  return { code: await createCode(email), token: told.token };
}

/** The code that was sent to an address ends here. */
export async function endCode(email: string): Promise<void> {
  await db()
    .delete(signInSecrets)
    .where(eq(signInSecrets.identifier, `sign-in-otp-${email}`));
}

/** Links that were sent to an address and are still good end here: its owner is in. */
export async function endLinks(email: string): Promise<void> {
  await db()
    .delete(signInSecrets)
    .where(eq(signInSecrets.value, JSON.stringify({ email })));
}
