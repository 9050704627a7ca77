import type { Locale } from "@/i18n/routing";
import { apiError } from "@/lib/http/api-error";
import { isLimitKind } from "./bounds";
import { limitText } from "./texts";
import type { TooMany } from "./too-many";

const waitHeader = ({ retryAfter }: TooMany) => ({ "Retry-After": String(retryAfter) });

/** The answer with status 429: `{ error: { code, message, limit, retryAfter } }`. */
export function refuseTooMany(refusal: TooMany, locale: Locale): Response {
  const { code, limit, retryAfter } = refusal;
  const answer = apiError(code, locale, {
    message: limitText(limit, retryAfter, locale),
    limit,
    retryAfter,
  });
  answer.headers.set("Retry-After", String(retryAfter));
  return answer;
}

/** Refuses a form: a browser goes to `page`, which says why; a program gets the API's answer. */
export function refuseForm(headers: Headers, refusal: TooMany, locale: Locale, page: string): Response {
  if (!headers.get("accept")?.includes("text/html")) return refuseTooMany(refusal, locale);
  const { limit, retryAfter } = refusal;
  const path = page.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const body = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${path}"><title>429</title>
<p><a href="${path}">${limitText(limit, retryAfter, locale)}</a></p></html>`;
  return new Response(body, {
    status: 429,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      ...waitHeader(refusal),
    },
  });
}

const LONGEST_WAIT = 24 * 60 * 60;

/** What a page with a `waitQuery` says; undefined without that query. */
export function waitText(query: Record<string, unknown>, locale: Locale): string | undefined {
  const wait = Number(query.wait);
  if (!isLimitKind(query.limit) || !(wait > 0)) return undefined;
  return limitText(query.limit, Math.min(wait, LONGEST_WAIT), locale);
}
