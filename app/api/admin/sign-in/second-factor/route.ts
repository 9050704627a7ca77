import { z } from "zod";
import { routing } from "@/i18n/routing";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { route } from "@/lib/routes/route.server";
import { deskSignInPath } from "@/lib/staff/desk-pages";
import { signInBySecondFactor } from "@/lib/staff/sign-in.server";

export const maxDuration = 60;

const schema = z.object({ code: z.string().max(100), locale: z.enum(routing.locales) });

/** Last step: a code of the app, or a recovery code. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body, headers, locale }) => {
    const signedIn = await signInBySecondFactor(body.code, headers);
    if (signedIn.ok) return seeOther(signedIn.next);
    return signedIn.code === "rate_limited"
      ? refuseForm(headers, signedIn, locale, deskSignInPath({ locale, tooMany: signedIn }))
      : seeOther(deskSignInPath({ locale, problem: signedIn.code }));
  },
);
