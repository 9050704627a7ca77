import type { z } from "zod";
import type { Locale } from "@/i18n/routing";
import type { withinUpdateLimits } from "@/lib/checkout/limits.server";
import { env } from "@/lib/env";
import { API_ERRORS, API_MESSAGES, type ApiErrorCode } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import type { Shopper } from "@/lib/orders/shopper";
import { readShopper } from "@/lib/orders/shopper.server";

/**
 * How a change of an open checkout is answered: `{ type: "object", value: { succeeded: true, … } }`, or
 * `{ type: "error", message, code }` with the code's status. The shape is that of Stripe's guide to dynamic updates.
 */
export async function answerUpdate<Body>(
  request: Request,
  schema: z.ZodType<Body>,
  withinLimits: typeof withinUpdateLimits,
  update: (body: Body, shopper: Shopper, locale: Locale) => Promise<Response>,
): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return refused({ code: "forbidden_origin" }, locale);
  const body = await readJson(request, schema);
  if (!body.ok) return refused({ code: body.code }, locale);
  const shopper = await readShopper();
  if (!(await withinLimits(shopper.cartId, request.headers)))
    return refused({ code: "rate_limited" }, locale);
  return update(body.data, shopper, locale);
}

export const succeeded = (value: object) =>
  answer({ type: "object", value: { succeeded: true, ...value } }, 200);

/** A refused discount brings its own words, and is 422. */
export function refused(
  failure: { code: ApiErrorCode } | { code: string; reason: string },
  locale: Locale,
): Response {
  if ("reason" in failure) {
    return answer({ type: "error", message: failure.reason, code: failure.code }, 422);
  }
  const { code, ...details } = failure;
  const told = { ...details, ok: undefined };
  return answer({ type: "error", message: API_MESSAGES[locale][code], code, ...told }, API_ERRORS[code]);
}

const answer = (body: object, status: number) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
