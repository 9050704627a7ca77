import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import type { CustomerId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { openSealed, seal } from "@/lib/http/sealed-value";

/** Between asking for another e-mail address and typing its code: whose account, and which address. */
const COOKIE = "email_change";
const PURPOSE = "change of e-mail under way";
/** A little longer than the code: late is told as late. */
const SECONDS = 30 * 60;

const pending = z.object({ customerId: z.string(), email: z.string() });

/** The address that this browser's shopper is about to take; null when there is none, or it was for somebody else. */
export async function readPendingEmail(customerId: CustomerId): Promise<string | null> {
  const sealed = (await cookies()).get(COOKIE)?.value;
  const value = openSealed(PURPOSE, pending, sealed, env().AUTH_SECRET);
  return value?.customerId === customerId ? value.email : null;
}

/** For route handlers. */
export async function setPendingEmail(customerId: CustomerId, email: string): Promise<void> {
  const { AUTH_SECRET, STORE_URL } = env();
  (await cookies()).set(COOKIE, seal(PURPOSE, { customerId, email }, AUTH_SECRET), {
    httpOnly: true,
    sameSite: "lax",
    secure: STORE_URL.startsWith("https:"),
    path: "/",
    maxAge: SECONDS,
  });
}

/** For route handlers. */
export async function clearPendingEmail(): Promise<void> {
  (await cookies()).delete(COOKIE);
}
