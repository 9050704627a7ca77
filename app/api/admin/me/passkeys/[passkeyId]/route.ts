import { z } from "zod";
import { deskChange } from "@/lib/staff/desk-route.server";
import { removePasskey } from "@/lib/staff/passkeys.server";

export const maxDuration = 60;

/** Removes a passkey from one's own account. */
export const DELETE = deskChange(
  {
    right: "own",
    action: "staff.remove_passkey",
    params: z.object({ passkeyId: z.string().regex(/^[\w-]{1,2000}$/) }),
    body: "none",
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ staff, params: { passkeyId } }) => {
    const removed = await removePasskey(staff.id, passkeyId);
    return removed.ok ? { ok: true, before: { id: passkeyId, name: removed.name } } : removed;
  },
);
