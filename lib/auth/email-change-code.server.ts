import "server-only";
import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/client";
import { signInSecrets } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { isSignature, signature } from "@/lib/http/signed-value";
import type { CustomerId } from "@/lib/ids";
import { CODE_ATTEMPTS, SECRET_MINUTES } from "./auth.server";
import type { EmailChangeProblem } from "./email-change";

/** One row an account, so that a new code ends the one before it, whichever address that was for. */
export const emailChangeSecretId = (customerId: CustomerId) => `email-change-${customerId}`;

const PURPOSE = "email change code";
const bound = (customerId: CustomerId, email: string, code: string) => `${customerId} ${email} ${code}`;

/**
 * A code that proves `email` for this account and nothing else, good for ten minutes. better-auth's own one is not
 * used: it looks for another account by that address before it sends, and changes outside a transaction of ours.
 */
export async function createEmailChangeCode(
  q: Queryable,
  customerId: CustomerId,
  email: string,
  now = new Date(),
): Promise<string> {
  const code = randomInt(1_000_000).toString().padStart(6, "0");
  const id = emailChangeSecretId(customerId);
  const secret = {
    value: `${signature(PURPOSE, bound(customerId, email, code), env().AUTH_SECRET)}:0`,
    expiresAt: new Date(now.getTime() + SECRET_MINUTES * 60_000),
  };
  await q
    .insert(signInSecrets)
    .values({ id, identifier: id, ...secret })
    .onConflictDoUpdate({ target: signInSecrets.id, set: secret });
  return code;
}

type Used = { ok: true } | { ok: false; code: EmailChangeProblem };

/** Uses the code up if it is right, else counts the try. Several at once are looked at one after the other. */
export async function spendEmailChangeCode(
  tx: Transaction,
  given: { customerId: CustomerId; email: string; code: string },
  now: Date,
): Promise<Used> {
  const { customerId, email, code } = given;
  const mine = eq(signInSecrets.id, emailChangeSecretId(customerId));
  const [secret] = await tx.select().from(signInSecrets).where(mine).for("update");
  if (!secret) return { ok: false, code: "code_wrong" };
  if (secret.expiresAt <= now) return { ok: false, code: "code_expired" };
  const [hash = "", tries = "0"] = secret.value.split(":");
  if (Number(tries) >= CODE_ATTEMPTS) return { ok: false, code: "too_many_attempts" };
  if (!isSignature(hash, PURPOSE, bound(customerId, email, code), env().AUTH_SECRET)) {
    await tx
      .update(signInSecrets)
      .set({ value: `${hash}:${Number(tries) + 1}` })
      .where(mine);
    return { ok: false, code: "code_wrong" };
  }
  await tx.delete(signInSecrets).where(mine);
  return { ok: true };
}
