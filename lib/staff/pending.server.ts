import "server-only";
import { z } from "zod";
import { signedCookie } from "@/lib/http/cookie.server";
import { jsonCodec } from "@/lib/http/signed-value";

/** A sign-in to the desk under way, in this browser. */
const pending = z.object({
  email: z.string(),
  /** Random, so that the code works only in this browser. */
  browser: z.string(),
  next: z.string(),
  /** Until when the mailbox counts as shown, in milliseconds; null before its code was right. */
  shownUntil: z.number().nullable(),
});

type PendingStaff = z.output<typeof pending>;

const cookie = signedCookie<PendingStaff>({
  name: "staff_sign_in",
  purpose: "staff sign-in under way",
  secret: "AUTH_SECRET",
  seconds: 30 * 60,
  codec: jsonCodec(pending),
});

export const readPendingStaff = cookie.read;

export const setPendingStaff = cookie.write;

export const clearPendingStaff = cookie.forget;
