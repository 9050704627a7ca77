import "server-only";
import { headers } from "next/headers";
import { hasLocale } from "next-intl";
import { cache } from "react";
import { type Locale, routing } from "@/i18n/routing";
import type { StaffId } from "@/lib/base/ids";
import { readCookie } from "@/lib/http/cookie.server";
import { isStaffRole, type StaffRole } from "@/lib/model/staff";
import { staffAuth, staffCookie } from "./staff-auth.server";

export type Staff = {
  id: StaffId;
  email: string;
  /** The address when no name was given. */
  name: string;
  role: StaffRole;
  locale: Locale;
  /** Of this browser. */
  sessionId: string;
};

/** Who asks, as staff; null for everybody else, and once the account has ended. Without the cookie no query is made. */
export const readStaff = cache(async (): Promise<Staff | null> => {
  // First, so that no page of the desk is made at the build, where there are no settings.
  const asked = await headers();
  if ((await readCookie(staffCookie())) === undefined) return null;
  const found = await staffAuth().api.getSession({ headers: asked });
  if (!found) return null;
  const { id, email, name, role, locale, endedAt } = found.user;
  if (endedAt || !isStaffRole(role)) return null;
  return {
    id: id as StaffId,
    email,
    name: name || email,
    role,
    locale: hasLocale(routing.locales, locale) ? locale : routing.defaultLocale,
    sessionId: found.session.id,
  };
});
