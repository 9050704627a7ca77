import "server-only";
import { z } from "zod";
import type { CustomerId } from "@/lib/base/ids";
import { signedCookie } from "@/lib/http/cookie.server";
import { jsonCodec } from "@/lib/http/signed-value";

const cookie = signedCookie({
  name: "email_change",
  purpose: "change of e-mail under way",
  secret: "AUTH_SECRET",
  // Longer than the code is valid, so that a late code counts as expired.
  seconds: 30 * 60,
  codec: jsonCodec(z.object({ customerId: z.string(), email: z.string() })),
});

/** The new address that waits for its code; null when this account has no change under way in this browser. */
export async function readPendingEmail(customerId: CustomerId): Promise<string | null> {
  const value = await cookie.read();
  return value?.customerId === customerId ? value.email : null;
}

export async function setPendingEmail(customerId: CustomerId, email: string): Promise<void> {
  await cookie.write({ customerId, email });
}

export const clearPendingEmail = cookie.forget;
