import type { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { countChange, countingCode } from "@/lib/checkout/core/limits.server";
import { env } from "@/lib/config/env";
import { API_ERRORS, API_MESSAGES, type ApiErrorCode } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { waitHeader } from "@/lib/limits/refuse-too-many";
import { limitText } from "@/lib/limits/texts";
import type { TooMany } from "@/lib/limits/too-many";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { readShopper } from "@/lib/orders/owners/shopper.server";

type Refusal =
  | ({ ok: false; code: Exclude<ApiErrorCode, "rate_limited"> } & object)
  | { ok: false; code: string; reason: string };

/** `told`: what is answered besides that it succeeded. */
type Outcome = { ok: true; told: object } | Refusal;

type Update<Body> = {
  schema: z.ZodType<Body>;
  /** It tries a discount code. */
  isCode: (body: Body) => boolean;
  carryOut: (body: Body, shopper: Shopper) => Promise<Outcome>;
};

/**
 * How a change of an open checkout is answered: `{ type: "object", value: { succeeded: true, … } }`, or
 * `{ type: "error", message, code }` with the code's status. The shape is that of Stripe's guide to dynamic updates.
 */
export async function answerUpdate<Body>(
  request: Request,
  { schema, isCode, carryOut }: Update<Body>,
): Promise<Response> {
  const locale = requestLocale(request.headers);
  const refuse = (refusal: Refusal | TooMany) => refused(refusal, locale);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return refuse({ ok: false, code: "forbidden_origin" });
  const body = await readJson(request, schema);
  if (!body.ok) return refuse({ ok: false, code: body.code });
  const shopper = await readShopper();
  const work = () => carryOut(body.data, shopper);
  const outcome = isCode(body.data) ? await countingCode(shopper, work) : await counting(shopper, work);
  if (!outcome.ok) return refuse(outcome);
  return answer({ type: "object", value: { succeeded: true, ...outcome.told } }, 200);
}

async function counting(shopper: Shopper, work: () => Promise<Outcome>): Promise<Outcome | TooMany> {
  const counted = await countChange(shopper);
  return counted.ok ? work() : counted;
}

/** A refused discount brings its own words, and is 422. */
function refused(failure: Refusal | TooMany, locale: Locale): Response {
  if ("reason" in failure) {
    return answer({ type: "error", message: failure.reason, code: failure.code }, 422);
  }
  const { ok: _, code, ...details } = failure;
  if (failure.code === "rate_limited") {
    const message = limitText(failure.limit, failure.retryAfter, locale);
    return answer({ type: "error", message, code, ...details }, API_ERRORS.rate_limited, waitHeader(failure));
  }
  return answer(
    { type: "error", message: API_MESSAGES[locale][failure.code], code, ...details },
    API_ERRORS[failure.code],
  );
}

const answer = (body: object, status: number, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
