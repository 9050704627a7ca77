import { newStaffId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { staff } from "@/lib/db/schema";
import type { StaffRole } from "@/lib/model/staff";
import { signInStaff } from "./sign-in-staff";
import { visitor } from "./visitor";

/** Somebody new of a role, signed in to the desk. */
export async function deskStaff(db: ReturnType<typeof connect>, role: StaffRole) {
  const id = newStaffId();
  const email = `${id}@example.com`;
  await db.insert(staff).values({ id, email, emailVerified: true, role, locale: "en", joinedAt: new Date() });
  const who = visitor("203.0.113.40");
  await signInStaff(who, email);
  return { id, email, who };
}
