import { z } from "zod";
import { routing } from "@/i18n/routing";
import { json } from "@/lib/http/body-reader";
import { hasRight, RIGHT_NAMES } from "@/lib/model/staff";
import { deskChange, deskRead } from "@/lib/staff/desk-route.server";
import { changeOwnAccount } from "@/lib/staff/manage.server";

export const maxDuration = 60;

const schema = z.strictObject({ name: z.string().trim().max(100), locale: z.enum(routing.locales) });

/** Who asks: `{ staffId, email, name, role, rights }`. */
export const GET = deskRead({ right: "own" }, async ({ staff: { id, email, name, role } }) => {
  const rights = RIGHT_NAMES.filter((right) => hasRight(role, right));
  return { ok: true, staffId: id, email, name, role, rights };
});

/** `{ name, locale }` -> one's own name and language. */
export const PATCH = deskChange(
  {
    right: "own",
    action: "staff.change_own",
    body: json(schema),
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ staff, body }) => {
    await changeOwnAccount(staff.id, body);
    const { name, locale } = staff;
    return { ok: true, before: { name, locale }, after: body };
  },
);
