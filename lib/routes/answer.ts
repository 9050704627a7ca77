import type { Locale } from "@/i18n/routing";
import { type ApiErrorCode, apiError, errorAnswer } from "@/lib/http/api-error";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";
import type { TooMany } from "@/lib/limits/too-many";

/** What is wrong with one field; null where none is meant. */
type RefusedPart = { field: string | null; message: string };

/** `message` replaces the code's own text, other fields go into the answer. With `status` the code may be one of a single endpoint. */
export type RouteRefusal =
  | { ok: false; code: Exclude<ApiErrorCode, "rate_limited">; message?: string; status?: undefined }
  | { ok: false; code: string; message: string; status: number; fields?: string[]; each?: RefusedPart[] }
  | TooMany;

export type RouteOutcome = Response | { ok: true } | RouteRefusal;

/** The response: JSON, or `{ error: { code, message, … } }`; never cached. */
export function answerOf(outcome: RouteOutcome, locale: Locale): Response {
  if (outcome instanceof Response) return outcome;
  if (!outcome.ok) return refuse(outcome, locale);
  const { ok: _, ...found } = outcome;
  return Response.json(found, { headers: { "Cache-Control": "no-store" } });
}

function refuse(refusal: RouteRefusal, locale: Locale): Response {
  if ("retryAfter" in refusal) return refuseTooMany(refusal, locale);
  if (refusal.status !== undefined) {
    const { ok: _, status, ...error } = refusal;
    return errorAnswer(status, error);
  }
  const { ok: _, status: __, code, ...details } = refusal;
  return apiError(code, locale, details);
}
