import { deskChange } from "@/lib/staff/desk-route.server";
import { forgetSecondFactor } from "@/lib/staff/manage.server";
import { staffParams } from "@/lib/staff/staff-id";

export const maxDuration = 60;

/** Forgets the app of somebody whose phone is lost; the next sign-in sets up a new one. */
export const DELETE = deskChange(
  {
    right: "staff.manage",
    action: "staff.new_second_factor",
    params: staffParams,
    body: "none",
    about: ({ params }) => ({ kind: "staff", id: params.staffId }),
  },
  async ({ params }) =>
    (await forgetSecondFactor(params.staffId)) ? { ok: true } : { ok: false, code: "not_found" },
);
