import "server-only";
import { randomUUID } from "node:crypto";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import type { CodeRequest } from "./secrets.server";

/**
 * Asks for a sign-in e-mail. Whether there is an account by that address is not looked at, so the answer and its time
 * can't tell.
 *
 * @param next a path that `nextPath` has checked; empty for none.
 */
export async function askForSignInEmail(
  { email, browser }: CodeRequest,
  locale: Locale,
  next: string,
): Promise<void> {
  await enqueueForPerson(db(), {
    effect: "email.sign_in",
    occurrence: randomUUID(),
    payload: { email, browser, locale, next },
  });
}
