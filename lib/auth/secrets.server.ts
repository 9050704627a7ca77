import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { signInSecrets } from "@/lib/db/schema";
import { auth, hashLinkToken, SECRET_MINUTES } from "./auth.server";

/** A new code for an address, good for ten minutes; the one before it no longer counts. */
export async function createCode(email: string): Promise<string> {
  return auth().api.createVerificationOTP({ body: { email, type: "sign-in" } });
}

/** A code and the token of a link. */
export async function createSecrets(email: string): Promise<{ code: string; token: string }> {
  return { code: await createCode(email), token: await createLinkToken(email) };
}

/** As the plugin for links does it, which takes no address in a domain like `.рф`. */
async function createLinkToken(email: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const { internalAdapter } = await auth().$context;
  await internalAdapter.createVerificationValue({
    identifier: hashLinkToken(token),
    value: JSON.stringify({ email }),
    expiresAt: new Date(Date.now() + SECRET_MINUTES * 60_000),
  });
  return token;
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
