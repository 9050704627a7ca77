import { z } from "zod";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";
import { passkeyField, passkeyName } from "@/lib/staff/passkey-answer";
import { addPasskey } from "@/lib/staff/passkeys.server";

export const maxDuration = 60;

const schema = z.strictObject({ passkey: passkeyField, name: passkeyName });

/** Adds a passkey to one's own account. */
export const POST = deskChange(
  {
    right: "own",
    action: "staff.add_passkey",
    body: longJson(schema),
    logged: ({ name }) => ({ name }),
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ staff, body: { passkey, name } }) => {
    const id = await addPasskey(staff.id, passkey, name);
    return id ? { ok: true, after: { id, name } } : { ok: false, code: "passkey_refused" };
  },
);
