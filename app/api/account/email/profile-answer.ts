import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import type { EmailChangeProblem } from "@/lib/auth/email-change";
import { signInPath } from "@/lib/auth/paths";
import { profilePath } from "@/lib/customers/paths";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import type { TooMany } from "@/lib/limits/too-many";
import type { RouteOutcome } from "@/lib/routes/answer";

/** Of a change of the profile. A program needs not say its language. */
export const ownFields = { locale: z.enum(routing.locales).optional() };

type Problem = { ok: false; code: Exclude<EmailChangeProblem, "rate_limited"> } | TooMany;

/** Where the profile's form goes on to when nobody is signed in. */
export const signInForProfile = (locale: Locale): string => signInPath(locale, { next: profilePath(locale) });

/** A change of the profile is answered with the profile's page where its form sent it, and with JSON where a program did. */
export function profileAnswer({
  headers,
  isForm,
  locale,
}: {
  headers: Headers;
  isForm: boolean;
  locale: Locale;
}) {
  return {
    problem: (problem: Problem): RouteOutcome => {
      if (!isForm) return problem;
      return problem.code === "rate_limited"
        ? refuseForm(headers, problem, locale, profilePath(locale, { tooMany: problem }))
        : seeOther(profilePath(locale, { problem: problem.code }));
    },
    done: (query: { changed?: boolean }, found: { email: string }): RouteOutcome =>
      isForm ? seeOther(profilePath(locale, query)) : { ok: true, ...found },
  };
}
