import "server-only";
import { z } from "zod";
import { signedCookie } from "@/lib/http/cookie.server";
import { jsonCodec } from "@/lib/http/signed-value";

const pending = z.object({
  email: z.string(),
  /** Random, so that the code works only in this browser. Empty in a cookie of an earlier version. */
  browser: z.string().default(""),
  next: z.string(),
});
type PendingSignIn = z.output<typeof pending>;

const cookie = signedCookie<PendingSignIn>({
  name: "sign_in",
  purpose: "sign-in under way",
  secret: "AUTH_SECRET",
  // Longer than the code is valid, so that a late code counts as expired.
  seconds: 30 * 60,
  codec: jsonCodec(pending),
});

export const sealPending = cookie.sign;

export const openPending = cookie.open;

export const readPending = cookie.read;

export const setPending = cookie.write;

export const clearPending = cookie.forget;
