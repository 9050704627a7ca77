import { z } from "zod";
import { json } from "@/lib/http/body-reader";
import { route } from "@/lib/routes/route.server";
import { passkeyField, passkeyName } from "@/lib/staff/passkey-answer";
import { signInByPasskey } from "@/lib/staff/sign-in.server";

export const maxDuration = 60;

const schema = z.strictObject({ passkey: passkeyField, name: passkeyName });

/** Last step in place of an app's code: `{ next }` where to go, signed in. */
export const POST = route(
  { from: "own pages", body: json(schema), owner: "nobody", limit: "inside" },
  async ({ body, headers }) => {
    const signedIn = await signInByPasskey(body, headers);
    if ("retryAfter" in signedIn || signedIn.ok) return signedIn;
    return { ok: false, code: signedIn.code === "code_expired" ? "code_expired" : "passkey_refused" };
  },
);
