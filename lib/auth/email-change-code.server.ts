import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { createOneTimeCode, type Proved, spendOneTimeCode } from "./one-time-code.server";

/** The id of an account's code row. There is one per account, so a new code ends the one before. */
export const emailChangeSecretId = (customerId: CustomerId) => `email-change-${customerId}`;

function proved(customerId: CustomerId, email: string): Proved {
  const id = emailChangeSecretId(customerId);
  return { id, identifier: id, purpose: "email change code", about: `${customerId} ${email}` };
}

export const createEmailChangeCode = (q: Queryable, customerId: CustomerId, email: string, now?: Date) =>
  createOneTimeCode(q, proved(customerId, email), now);

export function spendEmailChangeCode(
  tx: Transaction,
  given: { customerId: CustomerId; email: string; code: string },
  now: Date,
) {
  return spendOneTimeCode(tx, proved(given.customerId, given.email), given.code, now);
}
