import { createStaffToken, staffAuth } from "@/lib/staff/staff-auth.server";
import { keepCookie } from "./sign-in";
import type { Visitor } from "./visitor";

/** Signs a visitor in to the desk, as `signIn` does to the shop. */
export async function signInStaff(who: Visitor, email: string): Promise<void> {
  const { headers } = await staffAuth().api.magicLinkVerify({
    query: { token: await createStaffToken(email) },
    headers: new Headers(),
    returnHeaders: true,
  });
  keepCookie(who, headers);
}
