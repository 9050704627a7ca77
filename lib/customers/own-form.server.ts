import "server-only";
import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import type { EmailChangeProblem } from "@/lib/auth/email-change";
import { signInPath } from "@/lib/auth/paths";
import { readSignIn, type SignIn } from "@/lib/auth/read-sign-in.server";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readFields } from "@/lib/http/fields";
import { seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseForm, refuseTooMany } from "@/lib/limits/refuse-too-many";
import type { TooMany } from "@/lib/limits/too-many";
import { profilePath } from "./paths";

/** A program needs not say its language. */
export const ownFields = { locale: z.enum(routing.locales).optional() };

type OwnForm<Data> =
  | { ok: true; signIn: SignIn; data: Data; answer: Answer }
  | { ok: false; refusal: Response };

type Problem = { code: Exclude<EmailChangeProblem, "rate_limited"> } | TooMany;

type Answer = {
  /** The profile with a text for a page, code and status for a program. */
  problem: (problem: Problem) => Response;
  /** The profile for a page, `body` for a program. */
  done: (query: { changed?: boolean }, body: { email: string }) => Response;
};

/** A change of the profile, sent by its page or by a program, on behalf of whoever is signed in. */
export async function readOwnForm<Data extends { locale?: Locale | undefined }>(
  request: Request,
  schema: z.ZodType<Data>,
): Promise<OwnForm<Data>> {
  const pageLocale = requestLocale(request.headers);
  const refused = (refusal: Response): OwnForm<Data> => ({ ok: false, refusal });
  if (!isSameOrigin(request.headers, env().STORE_URL))
    return refused(apiError("forbidden_origin", pageLocale));
  const { fromPage, body } = await readFields(request, schema);
  if (!body.ok) return refused(apiError(body.code, pageLocale, body.fields && { fields: body.fields }));
  const { data } = body;
  const locale = data.locale ?? pageLocale;
  const signIn = await readSignIn();
  if (signIn) return { ok: true, signIn, data, answer: answerOf(request.headers, fromPage, locale) };
  const signInPage = signInPath(locale, { next: profilePath(locale) });
  return refused(fromPage ? seeOther(signInPage) : apiError("sign_in_required", locale));
}

function answerOf(headers: Headers, fromPage: boolean, locale: Locale): Answer {
  if (fromPage) {
    return {
      problem: (problem) =>
        problem.code === "rate_limited"
          ? refuseForm(headers, problem, locale, profilePath(locale, { tooMany: problem }))
          : seeOther(profilePath(locale, { problem: problem.code })),
      done: (query) => seeOther(profilePath(locale, query)),
    };
  }
  return {
    problem: (problem) =>
      problem.code === "rate_limited" ? refuseTooMany(problem, locale) : apiError(problem.code, locale),
    done: (_, body) => Response.json(body, { headers: { "Cache-Control": "no-store" } }),
  };
}
