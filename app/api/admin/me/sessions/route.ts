import { deskChange } from "@/lib/staff/desk-route.server";
import { endOtherSessions } from "@/lib/staff/own-sessions.server";

/** Signs out everywhere but in the browser that asks. */
export const DELETE = deskChange(
  {
    right: "own",
    action: "staff.end_own_sessions",
    body: "none",
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ staff }) => {
    const sessions = await endOtherSessions(staff);
    return { ok: true, before: { sessions }, answer: { ended: sessions } };
  },
);
