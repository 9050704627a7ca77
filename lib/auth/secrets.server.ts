import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { signInSecrets } from "@/lib/db/schema";
import { auth, hashLinkToken, SECRET_MINUTES } from "./auth.server";
import { createOneTimeCode, type Proved } from "./one-time-code.server";

export type CodeRequest = { email: string; browser: string };

export const codesOf = (email: string) => `sign-in-code-${email}`;

/** A code belongs to the browser that asked, so another browser neither uses up its tries nor ends it. */
export const provedBy = ({ email, browser }: CodeRequest): Proved => ({
  id: `${codesOf(email)} ${browser}`,
  identifier: codesOf(email),
  purpose: "sign-in code",
  about: `${email} ${browser}`,
});

export const createCode = (asked: CodeRequest): Promise<string> => createOneTimeCode(db(), provedBy(asked));

/** Creates a code for this browser and a link for any browser. */
export async function createSecrets(asked: CodeRequest): Promise<{ code: string; token: string }> {
  return { code: await createCode(asked), token: await createLinkToken(asked.email) };
}

/** Creates a link token as better-auth's plugin would, which refuses domains such as `.рф`. */
export async function createLinkToken(email: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const { internalAdapter } = await auth().$context;
  await internalAdapter.createVerificationValue({
    identifier: hashLinkToken(token),
    value: JSON.stringify({ email }),
    expiresAt: new Date(Date.now() + SECRET_MINUTES * 60_000),
  });
  return token;
}

export async function endCodes(email: string): Promise<void> {
  await db()
    .delete(signInSecrets)
    .where(eq(signInSecrets.identifier, codesOf(email)));
}

export async function endLinks(email: string): Promise<void> {
  await db()
    .delete(signInSecrets)
    .where(eq(signInSecrets.value, JSON.stringify({ email })));
}
