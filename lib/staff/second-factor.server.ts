import "server-only";
import { randomInt } from "node:crypto";
import { createOTP } from "@better-auth/utils/otp";
import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { staffSecondFactors } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { signature } from "@/lib/http/signed-value";

const STEP_SECONDS = 30;
const RECOVERY_CODES = 10;

/** What an app that makes codes is given: as a `otpauth:` address, and as letters to type. */
export type Setup = { url: string; secret: string };

/** False until an app's first code has confirmed it. */
export async function hasSecondFactor(staffId: StaffId): Promise<boolean> {
  const [row] = await db()
    .select({ confirmedAt: staffSecondFactors.confirmedAt })
    .from(staffSecondFactors)
    .where(eq(staffSecondFactors.staffId, staffId));
  return !!row?.confirmedAt;
}

/** The secret to give an app, new or the one that waits for its first code; null once an app has it, as it is never shown again. */
export async function prepareSecondFactor(staffId: StaffId, email: string): Promise<Setup | null> {
  const secret = await symmetricEncrypt({ key: env().AUTH_SECRET, data: generateRandomString(32) });
  await db().insert(staffSecondFactors).values({ staffId, secret }).onConflictDoNothing();
  const [row] = await db().select().from(staffSecondFactors).where(eq(staffSecondFactors.staffId, staffId));
  if (!row || row.confirmedAt) return null;
  const url = createOTP(await decrypted(row.secret)).url(shop().name, email);
  return { url, secret: new URL(url).searchParams.get("secret") ?? "" };
}

const decrypted = (data: string) => symmetricDecrypt({ key: env().AUTH_SECRET, data });

/**
 * Uses up a code of the app or a recovery code; one try at a time. An app's code counts once, in its own half minute or the ones beside it. The
 * first one confirms the app.
 */
export async function spendSecondFactor(staffId: StaffId, typed: string, now = Date.now()): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const mine = eq(staffSecondFactors.staffId, staffId);
    const [row] = await tx.select().from(staffSecondFactors).where(mine).for("update");
    if (!row) return false;
    const step = await stepOf(await decrypted(row.secret), typed.replace(/\s/g, ""), now);
    if (step !== null && step > row.lastStep) {
      await tx
        .update(staffSecondFactors)
        .set({ lastStep: step, confirmedAt: row.confirmedAt ?? new Date(now) })
        .where(mine);
      return true;
    }
    const hash = hashOf(staffId, typed);
    if (!row.confirmedAt || !row.recoveryCodes.includes(hash)) return false;
    await tx
      .update(staffSecondFactors)
      .set({ recoveryCodes: sql`array_remove(${staffSecondFactors.recoveryCodes}, ${hash})` })
      .where(mine);
    return true;
  });
}

/** The interval whose code this is: the present one, or one beside it as clocks differ; null for a wrong code. */
async function stepOf(secret: string, code: string, now: number): Promise<number | null> {
  const present = Math.floor(now / 1000 / STEP_SECONDS);
  for (const step of [present, present - 1, present + 1]) {
    if ((await createOTP(secret).hotp(step)) === code) return step;
  }
  return null;
}

/** Makes ten new recovery codes, of which each works once in place of the app, and ends the earlier ones. Only here they can be read. Null without an app. */
export async function makeRecoveryCodes(staffId: StaffId): Promise<string[] | null> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  const changed = await db()
    .update(staffSecondFactors)
    .set({ recoveryCodes: codes.map((code) => hashOf(staffId, code)) })
    .where(and(eq(staffSecondFactors.staffId, staffId), isNotNull(staffSecondFactors.confirmedAt)))
    .returning({ staffId: staffSecondFactors.staffId });
  return changed.length > 0 ? codes : null;
}

/** Without letters that look alike: `k7f4m-2xd9w`. */
function newRecoveryCode(): string {
  const letters = "23456789abcdefghjkmnpqrstuvwxyz";
  const letter = () => letters[randomInt(letters.length)];
  const half = () => Array.from({ length: 5 }, letter).join("");
  return `${half()}-${half()}`;
}

const hashOf = (staffId: StaffId, code: string): string =>
  signature("recovery code", `${staffId} ${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`, env().AUTH_SECRET);
