import "server-only";
import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { env } from "@/lib/config/env";
import type { Queryable, Transaction } from "@/lib/db/client";
import { signInSecrets } from "@/lib/db/schema";
import { isSignature, signature } from "@/lib/http/signed-value";
import { CODE_TRIES, SECRET_MINUTES } from "./auth.server";

type CodeProblem = "code_wrong" | "code_expired" | "too_many_attempts";

/** What a code proves. `purpose` and `about` are part of the hash, so that the code proves nothing else. */
export type Proved = {
  /** The row's id: a new code with the same id replaces the earlier one. */
  id: string;
  identifier: string;
  purpose: string;
  about: string;
};

/** Creates a code of six digits that is valid for ten minutes. Only a keyed hash is stored. */
export async function createOneTimeCode(q: Queryable, proved: Proved, now = new Date()): Promise<string> {
  const code = randomInt(1_000_000).toString().padStart(6, "0");
  const { id, identifier } = proved;
  const secret = {
    value: `${signature(proved.purpose, bound(proved, code), env().AUTH_SECRET)}:0`,
    expiresAt: new Date(now.getTime() + SECRET_MINUTES * 60_000),
  };
  await q
    .insert(signInSecrets)
    .values({ id, identifier, ...secret })
    .onConflictDoUpdate({ target: signInSecrets.id, set: secret });
  return code;
}

const bound = ({ about }: Proved, code: string) => `${about} ${code}`;

/** Uses up a right code, or counts a wrong one; one try at a time. */
export async function spendOneTimeCode(
  tx: Transaction,
  proved: Proved,
  code: string,
  now = new Date(),
): Promise<{ ok: true } | { ok: false; code: CodeProblem }> {
  const mine = eq(signInSecrets.id, proved.id);
  const [secret] = await tx.select().from(signInSecrets).where(mine).for("update");
  if (!secret) return { ok: false, code: "code_wrong" };
  if (secret.expiresAt <= now) return { ok: false, code: "code_expired" };
  const [hash = "", tries = "0"] = secret.value.split(":");
  if (Number(tries) >= CODE_TRIES) return { ok: false, code: "too_many_attempts" };
  if (!isSignature(hash, proved.purpose, bound(proved, code), env().AUTH_SECRET)) {
    await tx
      .update(signInSecrets)
      .set({ value: `${hash}:${Number(tries) + 1}` })
      .where(mine);
    return { ok: false, code: "code_wrong" };
  }
  await tx.delete(signInSecrets).where(mine);
  return { ok: true };
}
