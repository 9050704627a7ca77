import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/config/env";
import { openSealed, seal } from "@/lib/http/sealed-value";

/** Between asking for a code and typing it: the address it was sent to, whose browser this is, and where the shopper came from. */
const COOKIE = "sign_in";
const PURPOSE = "sign-in under way";
/** A little longer than the code: late is told as late. */
const SECONDS = 30 * 60;

const pending = z.object({
  email: z.string(),
  /** Random: the code is for the browser that has it. Empty in a cookie of an earlier version of the store. */
  browser: z.string().default(""),
  next: z.string(),
});
export type PendingSignIn = z.output<typeof pending>;

export const sealPending = (value: PendingSignIn, secret: string): string => seal(PURPOSE, value, secret);

/** Null when it wasn't sealed by this store. */
export const openPending = (value: string | undefined, secret: string): PendingSignIn | null =>
  openSealed(PURPOSE, pending, value, secret);

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
