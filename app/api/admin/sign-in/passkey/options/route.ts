import { z } from "zod";
import { json } from "@/lib/http/body-reader";
import { route } from "@/lib/routes/route.server";
import { hasPasskey, knownPasskeyOptions, newPasskeyOptions } from "@/lib/staff/passkeys.server";
import { hasSecondFactor } from "@/lib/staff/second-factor.server";
import { readShownMailbox } from "@/lib/staff/sign-in.server";

export const maxDuration = 60;

/** `{ kind, options }` for the browser: to show a passkey, or to make one for who has no second factor yet. Only for who has shown the mailbox. */
export const POST = route(
  { from: "own pages", body: json(z.strictObject({})), owner: "nobody", limit: "none" },
  async () => {
    const shown = await readShownMailbox();
    if (!shown) return { ok: false, code: "code_expired" };
    const { id, email, name } = shown.account;
    if (await hasPasskey(id)) return { ok: true, kind: "known", options: await knownPasskeyOptions(id) };
    if (await hasSecondFactor(id)) return { ok: false, code: "passkey_refused" };
    return { ok: true, kind: "new", options: await newPasskeyOptions({ id, email, name: name || email }) };
  },
);
