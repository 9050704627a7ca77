import "server-only";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, asc, count, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { db, type Transaction } from "@/lib/db/client";
import { signInSecrets, staff, staffPasskeys, staffSecondFactors } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { challengeOf, type PasskeyAnswer } from "./passkey-answer";

/** More than anybody has devices. */
const MOST_PASSKEYS = 20;

/** For how long a browser may ask its person. */
const CHALLENGE_MINUTES = 5;

type Person = { id: StaffId; email: string; name: string };

/** Somebody's passkeys, the oldest first. */
export const passkeysOf = (staffId: StaffId) =>
  db()
    .select({
      id: staffPasskeys.id,
      name: staffPasskeys.name,
      createdAt: staffPasskeys.createdAt,
      usedAt: staffPasskeys.usedAt,
    })
    .from(staffPasskeys)
    .where(eq(staffPasskeys.staffId, staffId))
    .orderBy(asc(staffPasskeys.createdAt));

export const hasPasskey = async (staffId: StaffId): Promise<boolean> =>
  (await passkeysOf(staffId)).length > 0;

/** What a browser needs to make a passkey for somebody who is signed in, or has shown the mailbox for the first time. */
export async function newPasskeyOptions({ id, email, name }: Person) {
  const options = await generateRegistrationOptions({
    rpName: shop().name,
    rpID: shopHost(),
    userID: new Uint8Array(Buffer.from(id)),
    userName: email,
    userDisplayName: name,
    attestationType: "none",
    excludeCredentials: (await passkeysOf(id)).map((one) => ({ id: one.id })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  await keepChallenge(id, options.challenge);
  return options;
}

/** What a browser needs to show that it has one of somebody's passkeys. */
export async function knownPasskeyOptions(staffId: StaffId) {
  const options = await generateAuthenticationOptions({
    rpID: shopHost(),
    allowCredentials: (await passkeysOf(staffId)).map(({ id }) => ({ id })),
    userVerification: "preferred",
  });
  await keepChallenge(staffId, options.challenge);
  return options;
}

/** Keeps a new passkey. @returns its id; null when the browser's answer is not to the question that was asked last, or there are too many */
export async function addPasskey(
  staffId: StaffId,
  answer: PasskeyAnswer,
  name: string,
): Promise<string | null> {
  const challenge = challengeOf(answer);
  if (!challenge || !(await spendChallenge(staffId, challenge))) return null;
  const made = await unlessWrong(() =>
    verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: new URL(env().STORE_URL).origin,
      expectedRPID: shopHost(),
      requireUserVerification: false,
    }),
  );
  if (!made?.verified) return null;
  const { id, publicKey, counter } = made.registrationInfo.credential;
  return inTransaction(db(), async (tx) => {
    await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId)).for("update");
    const [{ has } = { has: 0 }] = await tx
      .select({ has: count() })
      .from(staffPasskeys)
      .where(eq(staffPasskeys.staffId, staffId));
    if (has >= MOST_PASSKEYS) return null;
    const [added] = await tx
      .insert(staffPasskeys)
      .values({ id, staffId, name, publicKey: Buffer.from(publicKey).toString("base64url"), counter })
      .onConflictDoNothing()
      .returning({ id: staffPasskeys.id });
    return added?.id ?? null;
  });
}

/** Whether a browser has shown one of somebody's passkeys. Each answer counts once. */
export async function spendPasskey(staffId: StaffId, answer: PasskeyAnswer): Promise<boolean> {
  const challenge = challengeOf(answer);
  if (!challenge || !(await spendChallenge(staffId, challenge))) return false;
  const mine = and(eq(staffPasskeys.id, answer.id), eq(staffPasskeys.staffId, staffId));
  const [known] = await db().select().from(staffPasskeys).where(mine);
  if (!known) return false;
  const shown = await unlessWrong(() =>
    verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: new URL(env().STORE_URL).origin,
      expectedRPID: shopHost(),
      requireUserVerification: false,
      credential: {
        id: known.id,
        publicKey: new Uint8Array(Buffer.from(known.publicKey, "base64url")),
        counter: known.counter,
      },
    }),
  );
  if (!shown?.verified) return false;
  await db()
    .update(staffPasskeys)
    .set({ counter: shown.authenticationInfo.newCounter, usedAt: new Date() })
    .where(mine);
  return true;
}

/** Removes a passkey. Who has no app keeps one, as the mailbox alone must open nothing. */
export async function removePasskey(
  staffId: StaffId,
  passkeyId: string,
): Promise<{ ok: true; name: string } | { ok: false; code: "not_found" | "last_second_factor" }> {
  return inTransaction(db(), async (tx) => {
    const mine = await tx
      .select()
      .from(staffPasskeys)
      .where(eq(staffPasskeys.staffId, staffId))
      .orderBy(asc(staffPasskeys.id))
      .for("update");
    const found = mine.find(({ id }) => id === passkeyId);
    if (!found) return { ok: false, code: "not_found" };
    if (mine.length === 1 && !(await hasApp(tx, staffId))) return { ok: false, code: "last_second_factor" };
    await tx.delete(staffPasskeys).where(eq(staffPasskeys.id, passkeyId));
    return { ok: true, name: found.name };
  });
}

async function hasApp(tx: Transaction, staffId: StaffId): Promise<boolean> {
  const apps = await tx
    .select({ id: staffSecondFactors.staffId })
    .from(staffSecondFactors)
    .where(and(eq(staffSecondFactors.staffId, staffId), isNotNull(staffSecondFactors.confirmedAt)));
  return apps.length > 0;
}

/** The library throws for whatever is wrong with an answer. */
async function unlessWrong<Result>(verify: () => Promise<Result>): Promise<Result | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}

/** What a passkey is bound to: it works on this host alone. */
const shopHost = () => new URL(env().STORE_URL).hostname;

const challengeRow = (staffId: StaffId) => `staff-passkey-${staffId}`;

/** One question at a time for a person: a new one ends the last. */
async function keepChallenge(staffId: StaffId, challenge: string): Promise<void> {
  const row = {
    value: challenge,
    expiresAt: new Date(Date.now() + CHALLENGE_MINUTES * 60_000),
  };
  await db()
    .insert(signInSecrets)
    .values({ id: challengeRow(staffId), identifier: challengeRow(staffId), ...row })
    .onConflictDoUpdate({ target: signInSecrets.id, set: row });
}

async function spendChallenge(staffId: StaffId, challenge: string): Promise<boolean> {
  const spent = await db()
    .delete(signInSecrets)
    .where(
      and(
        eq(signInSecrets.id, challengeRow(staffId)),
        eq(signInSecrets.value, challenge),
        gt(signInSecrets.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: signInSecrets.id });
  return spent.length > 0;
}
