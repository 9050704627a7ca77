import type { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { withinUpdateLimits } from "@/lib/checkout/limits.server";
import type { QuoteIntent } from "@/lib/checkout/quote-intent";
import { type QuoteUpdate, updateQuote } from "@/lib/checkout/update-quote.server";
import { env } from "@/lib/env";
import { API_ERRORS, API_MESSAGES, type ApiErrorCode } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import type { SessionId } from "@/lib/ids";
import { readShopper } from "@/lib/orders/shopper.server";

/**
 * One endpoint of one intent. Answers `{ type: "object", value: { succeeded: true, quote } }`, or
 * `{ type: "error", message, code }` with the code's status; a refused discount is 422.
 */
export async function answerUpdate<Body extends { checkout_session_id: SessionId }>(
  request: Request,
  schema: z.ZodType<Body>,
  intent: (body: Body) => QuoteIntent,
): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return failed("forbidden_origin", locale);
  const body = await readJson(request, schema);
  if (!body.ok) return failed(body.code, locale);
  const shopper = await readShopper();
  if (!(await withinUpdateLimits(shopper.cartId, request.headers))) return failed("rate_limited", locale);

  const sessionId = body.data.checkout_session_id;
  return told(await updateQuote({ sessionId, shopper, intent: intent(body.data) }), locale);
}

function told(result: QuoteUpdate, locale: Locale): Response {
  if (result.ok) return answer({ type: "object", value: { succeeded: true, quote: result.quote } }, 200);
  if ("reason" in result) return answer({ type: "error", message: result.reason, code: result.code }, 422);
  const { ok: _, code, ...details } = result;
  return failed(code, locale, details);
}

const failed = (code: ApiErrorCode, locale: Locale, details: object = {}) =>
  answer({ type: "error", message: API_MESSAGES[locale][code], code, ...details }, API_ERRORS[code]);

const answer = (body: object, status: number) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
