import "server-only";
import type { Locale } from "@/i18n/routing";
import { newStaffId, type StaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { staff } from "@/lib/db/schema";
import type { StaffRole } from "@/lib/model/staff";
import { beginStaffSession } from "@/lib/staff/staff-auth.server";

const NAMES: Record<StaffRole, string> = {
  owner: "Demo merchant",
  manager: "Demo manager",
  fulfilment: "Demo packer",
  support: "Demo support",
  read_only: "Demo reader",
};

/** Signs in to the desk as the demonstration's person of a role, without a second factor. For route handlers. */
export async function signInAsDemoStaff(role: StaffRole, locale: Locale, headers: Headers): Promise<StaffId> {
  const email = `${role.replace("_", ".")}.demo@example.com`;
  const person = { name: NAMES[role], role, endedAt: null };
  const [account] = await db()
    .insert(staff)
    .values({ id: newStaffId(), email, emailVerified: true, locale, joinedAt: new Date(), ...person })
    .onConflictDoUpdate({ target: staff.email, set: person })
    .returning({ id: staff.id });
  if (!account) throw new Error("the demonstration's staff were not stored");
  await beginStaffSession(email, headers);
  return account.id;
}
