import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { signInSecrets } from "@/lib/db/schema";
import { auth, hashLinkToken, SECRET_MINUTES } from "./auth.server";
import { createOneTimeCode, type Proved } from "./one-time-code.server";

/** Somebody who wants in by an e-mail: the address, and which browser asked (`pending.browser`). */
export type CodeRequest = { email: string; browser: string };

/** Under which all codes of an address are found. */
export const codesOf = (email: string) => `sign-in-code-${email}`;

/** A code is the browser's that asked for it: another one, which asks for the same address, neither uses its tries nor ends it. */
export const provedBy = ({ email, browser }: CodeRequest): Proved => ({
  id: `${codesOf(email)} ${browser}`,
  identifier: codesOf(email),
  purpose: "sign-in code",
  about: `${email} ${browser}`,
});

/** A new code for a browser, good for ten minutes; the one that it was sent before no longer counts. */
export const createCode = (asked: CodeRequest): Promise<string> => createOneTimeCode(db(), provedBy(asked));

/** A code for the browser that asked, and the token of a link, which is good in any. */
export async function createSecrets(asked: CodeRequest): Promise<{ code: string; token: string }> {
  return { code: await createCode(asked), token: await createLinkToken(asked.email) };
}

/** As the plugin for links does it, which takes no address in a domain like `.рф`. */
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

/** Links that were sent to an address and are still good end here: its owner is in. */
export async function endLinks(email: string): Promise<void> {
  await db()
    .delete(signInSecrets)
    .where(eq(signInSecrets.value, JSON.stringify({ email })));
}
