import { deskChange } from "@/lib/staff/desk-route.server";
import { signOutEverywhere } from "@/lib/staff/manage.server";
import { staffParams } from "@/lib/staff/staff-id";

export const maxDuration = 60;

/** Signs somebody out everywhere. */
export const DELETE = deskChange(
  {
    right: "staff.manage",
    action: "staff.end_sessions",
    params: staffParams,
    body: "none",
    about: ({ params }) => ({ kind: "staff", id: params.staffId }),
  },
  async ({ params }) => {
    const ended = await signOutEverywhere(params.staffId);
    return ended === null ? { ok: false, code: "not_found" } : { ok: true, before: { sessions: ended } };
  },
);
