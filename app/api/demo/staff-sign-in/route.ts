import { z } from "zod";
import { env } from "@/lib/config/env";
import { signInAsDemoStaff } from "@/lib/demonstration/staff.server";
import { formOrJson } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { STAFF_ROLES } from "@/lib/model/staff";
import { route } from "@/lib/routes/route.server";
import { nextDeskPath } from "@/lib/staff/desk-pages";

export const maxDuration = 60;

const schema = z.strictObject({ role: z.enum(STAFF_ROLES), next: z.string().max(500).optional() });

/** `{ role }` -> signed in to the desk as the demonstration's person of that role. It exists only when the launcher started the store. */
export const POST = route(
  {
    exists: () => env().LOCAL_DEMO,
    from: "own pages",
    body: formOrJson(schema),
    owner: "nobody",
    limit: "none",
  },
  async ({ body: { role, next }, headers, locale, isForm }) => {
    const staffId = await signInAsDemoStaff(role, locale, headers);
    return isForm ? seeOther(nextDeskPath(next)) : { ok: true, staffId };
  },
);
