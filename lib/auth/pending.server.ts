import "server-only";
import { z } from "zod";
import { signedCookie } from "@/lib/http/cookie.server";
import { jsonCodec } from "@/lib/http/signed-value";

const pending = z.object({
  email: z.string(),
  /** Random: the code is for the browser that has it. Empty in a cookie of an earlier version of the store. */
  browser: z.string().default(""),
  next: z.string(),
});
type PendingSignIn = z.output<typeof pending>;

/** Between asking for a code and typing it: the address it was sent to, whose browser this is, and where the shopper came from. */
const cookie = signedCookie<PendingSignIn>({
  name: "sign_in",
  purpose: "sign-in under way",
  secret: "AUTH_SECRET",
  // Longer than the code is good for, so that a late code is answered as expired and not as unknown.
  seconds: 30 * 60,
  codec: jsonCodec(pending),
});

export const sealPending = cookie.sign;

/** Null when it wasn't sealed by this store. */
export const openPending = cookie.open;

export const readPending = cookie.read;

/** For route handlers. */
export const setPending = cookie.write;

/** For route handlers. */
export const clearPending = cookie.forget;
