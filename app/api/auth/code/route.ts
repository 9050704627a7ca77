import { z } from "zod";
import { finishSignIn } from "@/lib/account/sign-in-and-out.server";
import { codeField, commonFields } from "@/lib/auth/form";
import { countingSignInCode } from "@/lib/auth/limits.server";
import { afterSignInPath, signInPath } from "@/lib/auth/paths";
import { readPending } from "@/lib/auth/pending.server";
import { signInByCode } from "@/lib/auth/sign-in.server";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.object({ ...commonFields, code: codeField });

/** Second step of signing in: the code, for the address of the first step. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body, headers, locale }) => {
    const pending = await readPending();
    if (!pending) return seeOther(signInPath(locale, { next: body.next, problem: "code_expired" }));
    const { email, browser, next } = pending;
    const signedIn = await countingSignInCode(email, headers, () =>
      signInByCode({ email, browser }, body.code, headers),
    );
    if (!signedIn.ok && signedIn.code === "rate_limited") {
      return refuseForm(headers, signedIn, locale, signInPath(locale, { next, tooMany: signedIn }));
    }
    if (!signedIn.ok) return seeOther(signInPath(locale, { next, problem: signedIn.code }));
    await finishSignIn(signedIn.customerId, locale);
    return seeOther(afterSignInPath(locale, next));
  },
);
