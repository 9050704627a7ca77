import type { Locale } from "@/i18n/routing";
import type { EmailChangeProblem } from "@/lib/auth/email-change";
import { localPath } from "@/lib/base/i18n-path";
import { type TooMany, waitQuery } from "@/lib/limits/too-many";

/** This page loads Stripe.js, so `proxy.ts` gives it the checkout's policy. */
export const PAYMENT_METHODS_PATH = "/account/payment-methods";

/** The profile page. `problem` and `changed` report a change of e-mail; `other` starts again with another address. */
export function profilePath(
  locale: Locale,
  query: { problem?: EmailChangeProblem; tooMany?: TooMany; other?: boolean; changed?: boolean } = {},
): string {
  const params = new URLSearchParams({
    ...(query.problem && { problem: query.problem }),
    ...(query.tooMany && waitQuery(query.tooMany)),
    ...(query.other && { other: "1" }),
    ...(query.changed && { changed: "1" }),
  });
  const path = localPath(locale, "/account/profile");
  return params.size > 0 ? `${path}?${params}` : path;
}
