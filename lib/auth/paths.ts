import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { type TooMany, waitQuery } from "@/lib/limits/too-many";
import type { SignInProblem } from "./problems";

export function signInPath(
  locale: Locale,
  query: { next?: string | null; problem?: SignInProblem; tooMany?: TooMany; other?: boolean } = {},
): string {
  const params = new URLSearchParams({
    ...(query.next && { next: query.next }),
    ...(query.problem && { problem: query.problem }),
    ...(query.tooMany && waitQuery(query.tooMany)),
    ...(query.other && { other: "1" }),
  });
  const path = localPath(locale, "/sign-in");
  return params.size > 0 ? `${path}?${params}` : path;
}

export function afterSignInPath(locale: Locale, next: string | null): string {
  return next || localPath(locale, "/account");
}
