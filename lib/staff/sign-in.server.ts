import "server-only";
import { eq, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { staff } from "@/lib/db/schema";
import type { TooMany } from "@/lib/limits/too-many";
import { findStaff } from "./find-staff.server";
import { countingSecondFactor } from "./limits.server";
import type { PasskeyAnswer } from "./passkey-answer";
import { addPasskey, hasPasskey, spendPasskey } from "./passkeys.server";
import { clearPendingStaff, readPendingStaff } from "./pending.server";
import { hasSecondFactor, spendSecondFactor } from "./second-factor.server";
import { beginStaffSession } from "./staff-auth.server";

/** Why a sign-in to the desk failed. Each has a text in `desk.signIn.problems`. */
const STAFF_SIGN_IN_PROBLEMS = [
  "email_invalid",
  "code_wrong",
  "code_expired",
  "too_many_attempts",
  "second_factor_wrong",
] as const;

type StaffSignInProblem = (typeof STAFF_SIGN_IN_PROBLEMS)[number];

export const isStaffSignInProblem = (value: unknown): value is StaffSignInProblem =>
  STAFF_SIGN_IN_PROBLEMS.some((problem) => problem === value);

/** Who has shown the mailbox in this browser, and may show the second factor now; null when that is too long ago. */
export async function readShownMailbox(now = Date.now()) {
  const pending = await readPendingStaff();
  if (!pending?.shownUntil || pending.shownUntil < now) return null;
  const account = await findStaff(db(), pending.email);
  return account && { account, next: pending.next };
}

type SignedIn = { ok: true; next: string } | { ok: false; code: StaffSignInProblem } | TooMany;

/** The last step: a code of the app, or a recovery code. Begins the session. For route handlers. */
export const signInBySecondFactor = (code: string, headers: Headers): Promise<SignedIn> =>
  signInBy(headers, async ({ id }) => {
    // An app that was offered and never set up is no second factor of who has a passkey.
    const mayConfirm = (await hasSecondFactor(id)) || !(await hasPasskey(id));
    return mayConfirm && spendSecondFactor(id, code);
  });

/** As `signInBySecondFactor`, by a passkey. Who has no second factor yet makes one here. */
export const signInByPasskey = (
  { passkey, name }: { passkey: PasskeyAnswer; name: string },
  headers: Headers,
): Promise<SignedIn> =>
  signInBy(headers, async ({ id }) => {
    if (await hasPasskey(id)) return spendPasskey(id, passkey);
    return !(await hasSecondFactor(id)) && (await addPasskey(id, passkey, name)) !== null;
  });

async function signInBy(
  headers: Headers,
  shows: (account: { id: StaffId }) => Promise<boolean>,
): Promise<SignedIn> {
  const shown = await readShownMailbox();
  if (!shown) return { ok: false, code: "code_expired" };
  const { id, email } = shown.account;
  const tried = await countingSecondFactor(id, async () => ({ ok: await shows(shown.account) }));
  if ("retryAfter" in tried) return tried;
  if (!tried.ok) return { ok: false, code: "second_factor_wrong" };
  await db()
    .update(staff)
    .set({ joinedAt: sql`coalesce(${staff.joinedAt}, now())` })
    .where(eq(staff.id, id));
  await beginStaffSession(email, headers);
  await clearPendingStaff();
  return { ok: true, next: shown.next };
}
