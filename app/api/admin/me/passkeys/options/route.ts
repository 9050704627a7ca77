import { z } from "zod";
import { json } from "@/lib/http/body-reader";
import { deskTrial } from "@/lib/staff/desk-route.server";
import { newPasskeyOptions } from "@/lib/staff/passkeys.server";

export const maxDuration = 60;

/** `{ options }` for the browser to make a passkey of one's own. Nothing is kept until it has. */
export const POST = deskTrial({ right: "own", body: json(z.strictObject({})) }, async ({ staff }) => ({
  ok: true,
  kind: "new",
  options: await newPasskeyOptions(staff),
}));
