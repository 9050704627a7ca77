import "server-only";
import type { StaffId } from "@/lib/base/ids";
import { count, countingWrong, limitsOf } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";

/** Counts an e-mail with a code for the desk. */
export function countStaffMail(mailbox: string, headers: Headers) {
  const from = requestSource(headers);
  return count([...limitsOf("staffMail", { mailbox, from }), ...limitsOf("mailsFromHere", { from })]);
}

export const countingStaffCode = <Outcome extends { ok: boolean }>(
  headers: Headers,
  attempt: () => Promise<Outcome>,
) => countingWrong(limitsOf("wrongStaffCode", { from: requestSource(headers) }), attempt);

export const countingSecondFactor = <Outcome extends { ok: boolean }>(
  staffId: StaffId,
  attempt: () => Promise<Outcome>,
) => countingWrong(limitsOf("wrongSecondFactor", { shopper: [staffId], from: null }), attempt);
