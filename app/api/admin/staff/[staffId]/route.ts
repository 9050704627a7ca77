import { z } from "zod";
import { json } from "@/lib/http/body-reader";
import { STAFF_ROLES } from "@/lib/model/staff";
import { deskChange } from "@/lib/staff/desk-route.server";
import { changeStaff } from "@/lib/staff/manage.server";
import { staffParams } from "@/lib/staff/staff-id";

export const maxDuration = 60;

const schema = z
  .strictObject({
    role: z.enum(STAFF_ROLES).optional(),
    ended: z.enum(["yes", "no"]).optional(),
  })
  .transform(({ role, ended }) => ({ ...(role && { role }), ...(ended && { ended: ended === "yes" }) }));

/** `{ role }` or `{ ended }` -> the account is changed; who is ended is signed out everywhere. */
export const PATCH = deskChange(
  {
    right: "staff.manage",
    action: "staff.change",
    params: staffParams,
    body: json(schema),
    about: ({ params }) => ({ kind: "staff", id: params.staffId }),
  },
  async ({ params, body }) => changeStaff(params.staffId, body),
);
