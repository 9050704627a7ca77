import { after } from "next/server";
import { z } from "zod";
import { parseEmail } from "@/lib/base/email-address";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { STAFF_ROLES } from "@/lib/model/staff";
import { deskChange } from "@/lib/staff/desk-route.server";
import { inviteStaff } from "@/lib/staff/manage.server";

export const maxDuration = 60;

const schema = z.strictObject({
  email: z.string().max(1000),
  name: z.string().trim().max(100),
  role: z.enum(STAFF_ROLES),
});

/** `{ email, name, role }` -> an account, and an e-mail to its owner. */
export const POST = deskChange(
  {
    right: "staff.manage",
    action: "staff.invite",
    body: json(schema),
    about: ({ body }) => ({ kind: "staff", id: body.email.toLowerCase() }),
  },
  async ({ body, staff }) => {
    const parsed = parseEmail(body.email);
    if (!parsed.ok) return { ...parsed, fields: ["email"] };
    const { name, role } = body;
    const invited = await inviteStaff({ email: parsed.email, name, role }, staff);
    if (!invited.ok) return { ...invited, fields: ["email"] };
    after(() => drainOutbox());
    return { ok: true, after: { name, role }, answer: { staffId: invited.id } };
  },
);
