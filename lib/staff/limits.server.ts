import "server-only";
import type { StaffId } from "@/lib/base/ids";
import { count, limitsOf, uncount } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import type { TooMany } from "@/lib/limits/too-many";

/** Counts an e-mail with a code for the desk. */
export function countStaffMail(mailbox: string, headers: Headers) {
  const from = requestSource(headers);
  return count([...limitsOf("staffMail", { mailbox, from }), ...limitsOf("mailsFromHere", { from })]);
}

/** Counts a code as wrong before it is tried, so that many at once can't avoid the limit, and uncounts it when it was right. */
async function countingTry<Outcome extends { ok: boolean }>(
  wrongTry: ReturnType<typeof limitsOf>,
  attempt: () => Promise<Outcome>,
): Promise<Outcome | TooMany> {
  const now = new Date();
  const counted = await count(wrongTry, now);
  if (!counted.ok) return counted;
  const outcome = await attempt();
  if (outcome.ok) await uncount(wrongTry, now);
  return outcome;
}

export const countingStaffCode = <Outcome extends { ok: boolean }>(
  headers: Headers,
  attempt: () => Promise<Outcome>,
) => countingTry(limitsOf("wrongStaffCode", { from: requestSource(headers) }), attempt);

export const countingSecondFactor = <Outcome extends { ok: boolean }>(
  staffId: StaffId,
  attempt: () => Promise<Outcome>,
) => countingTry(limitsOf("wrongSecondFactor", { shopper: [staffId], from: null }), attempt);
