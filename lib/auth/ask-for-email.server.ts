import "server-only";
import { randomUUID } from "node:crypto";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import type { CodeRequest } from "./secrets.server";

/**
 * Sends a sign-in e-mail without looking for the account, so that the answer does not reveal who has one.
 * @param next checked by `nextPath`; empty for none
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
