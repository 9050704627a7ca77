import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import { isSignature, signature } from "@/lib/http/signed-value";

/** Between asking for a code and typing it: the address it was sent to, and where the shopper came from. */
const COOKIE = "sign_in";
const PURPOSE = "sign-in under way";
/** A little longer than the code: late is told as late. */
const SECONDS = 30 * 60;

const pending = z.object({ email: z.string(), next: z.string() });
export type PendingSignIn = z.output<typeof pending>;

export function sealPending(value: PendingSignIn, secret: string): string {
  const text = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${text}.${signature(PURPOSE, text, secret)}`;
}

/** Null when it wasn't sealed by this store. */
export function openPending(value: string | undefined, secret: string): PendingSignIn | null {
  const [text, given, ...rest] = value?.split(".") ?? [];
  if (!text || !given || rest.length > 0 || !isSignature(given, PURPOSE, text, secret)) return null;
  return pending.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
}

export async function readPending(): Promise<PendingSignIn | null> {
  return openPending((await cookies()).get(COOKIE)?.value, env().AUTH_SECRET);
}

/** For route handlers. */
export async function setPending(value: PendingSignIn): Promise<void> {
  const { AUTH_SECRET, STORE_URL } = env();
  (await cookies()).set(COOKIE, sealPending(value, AUTH_SECRET), {
    httpOnly: true,
    sameSite: "lax",
    secure: STORE_URL.startsWith("https:"),
    path: "/",
    maxAge: SECONDS,
  });
}

export async function clearPending(): Promise<void> {
  (await cookies()).delete(COOKIE);
}
