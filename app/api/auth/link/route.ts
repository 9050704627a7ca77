import { z } from "zod";
import { finishSignIn } from "@/lib/account/sign-in-and-out.server";
import { commonFields } from "@/lib/auth/form";
import { countWrongLink } from "@/lib/auth/limits.server";
import { afterSignInPath, signInPath } from "@/lib/auth/paths";
import { signInByLink } from "@/lib/auth/sign-in.server";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.object({ ...commonFields, token: z.string().max(200) });

export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body: { next, token }, headers, locale }) => {
    const signedIn = await signInByLink(token, headers);
    const counted = signedIn.ok ? null : await countWrongLink(headers);
    if (counted?.ok === false) {
      const page = signInPath(locale, { next, tooMany: counted, other: true });
      return refuseForm(headers, counted, locale, page);
    }
    if (!signedIn.ok) return seeOther(signInPath(locale, { next, problem: signedIn.code, other: true }));
    await finishSignIn(signedIn.customerId, locale);
    return seeOther(afterSignInPath(locale, next));
  },
);
