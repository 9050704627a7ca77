import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { countStart } from "@/lib/checkout/core/limits.server";
import { env } from "@/lib/config/env";
import { type ApiErrorCode, apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";
import type { TooMany } from "@/lib/limits/too-many";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { readShopper } from "@/lib/orders/owners/shopper.server";

const schema = z.strictObject({
  locale: z.enum(routing.locales).optional(),
  /** Pays an order of the shopper's whose payment failed or ran out. */
  orderId: z.string().max(64).optional(),
  /** What the shopper agrees to: `agreement` of a `price_changed`, or of the cart that the page shows. */
  agreement: z.string().max(64).optional(),
});

type Start = (input: {
  shopper: Shopper;
  locale: Locale;
  orderId?: string;
  agreement?: string;
}) => Promise<({ ok: true } & object) | { ok: false; code: Exclude<ApiErrorCode, "rate_limited"> } | TooMany>;

/** How every surface's checkout is begun: checks who asks, then answers what `start` gives, or its refusal. */
export async function answerStart(request: Request, start: Start): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const body = await readJson(request, schema);
  if (!body.ok) return apiError(body.code, pageLocale, "fields" in body ? { fields: body.fields } : {});
  const { locale = pageLocale, orderId, agreement } = body.data;

  const shopper = await readShopper();
  const counted = await countStart(shopper);
  if (!counted.ok) return refuseTooMany(counted, locale);

  const result = await start({ shopper, locale, orderId, agreement });
  if (!result.ok) {
    if (result.code === "rate_limited") return refuseTooMany(result, locale);
    const { ok: _, code, ...details } = result;
    return apiError(code, locale, details);
  }
  const { ok: _, ...started } = result;
  return Response.json(started, { headers: { "Cache-Control": "no-store" } });
}
