import "server-only";
import { z } from "zod";
import type { CustomerId } from "@/lib/base/ids";
import { signedCookie } from "@/lib/http/cookie.server";
import { jsonCodec } from "@/lib/http/signed-value";

/** Between asking for another e-mail address and typing its code: whose account, and which address. */
const cookie = signedCookie({
  name: "email_change",
  purpose: "change of e-mail under way",
  secret: "AUTH_SECRET",
  // Longer than the code is good for, so that a late code is answered as expired and not as unknown.
  seconds: 30 * 60,
  codec: jsonCodec(z.object({ customerId: z.string(), email: z.string() })),
});

/** The address that this browser's shopper is about to take; null when there is none, or it was for somebody else. */
export async function readPendingEmail(customerId: CustomerId): Promise<string | null> {
  const value = await cookie.read();
  return value?.customerId === customerId ? value.email : null;
}

/** For route handlers. */
export async function setPendingEmail(customerId: CustomerId, email: string): Promise<void> {
  await cookie.write({ customerId, email });
}

/** For route handlers. */
export const clearPendingEmail = cookie.forget;
