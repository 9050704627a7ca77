import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import type { EmailChangeProblem } from "@/lib/auth/email-change";
import { signInPath } from "@/lib/auth/paths";
import { profilePath } from "@/lib/customers/paths";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import type { TooMany } from "@/lib/limits/too-many";
import type { RouteOutcome } from "@/lib/routes/answer";

/** A program may leave the language out. */
export const ownFields = { locale: z.enum(routing.locales).optional() };

type Problem = { ok: false; code: Exclude<EmailChangeProblem, "rate_limited"> } | TooMany;

/** Where the profile's form leads when nobody is signed in. */
export const signInForProfile = (locale: Locale): string => signInPath(locale, { next: profilePath(locale) });

/** Answers a form with the profile's page, and a program with JSON. */
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
