import "server-only";
import { randomUUID } from "node:crypto";
import type { Locale } from "@/i18n/routing";
import { createOneTimeCode, type Proved, spendOneTimeCode } from "@/lib/auth/one-time-code.server";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import { findStaff } from "./find-staff.server";

type Asked = { email: string; browser: string };

const proved = ({ email, browser }: Asked): Proved => ({
  id: `staff-code-${email} ${browser}`,
  identifier: `staff-code-${email}`,
  purpose: "staff sign-in code",
  about: `${email} ${browser}`,
});

/** Sends a code without looking for the account, so that the answer does not reveal who works here. */
export async function askForStaffCode({ email, browser }: Asked, locale: Locale): Promise<void> {
  await enqueueForPerson(db(), {
    effect: "email.staff_code",
    occurrence: randomUUID(),
    payload: { email, browser, locale },
  });
}

/** The code that a waiting e-mail brings; null when nobody with this address may sign in. */
export async function createStaffCode(asked: Asked): Promise<string | null> {
  return (await findStaff(db(), asked.email)) ? createOneTimeCode(db(), proved(asked)) : null;
}

export const spendStaffCode = (asked: Asked, code: string) =>
  inTransaction(db(), (tx) => spendOneTimeCode(tx, proved(asked), code));
