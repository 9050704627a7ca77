import { z } from "zod";
import { routing } from "@/i18n/routing";
import { startEmbeddedCheckout } from "@/lib/checkout/embedded.server";
import { withinCheckoutLimits } from "@/lib/checkout/limits.server";
import { env } from "@/lib/env";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { readShopper } from "@/lib/orders/shopper.server";

const schema = z.strictObject({
  locale: z.enum(routing.locales).optional(),
  /** Pays an order of the shopper's whose payment failed or ran out. */
  orderId: z.string().max(64).optional(),
});

/** Cart (or a failed order) -> `{ clientSecret, orderId }` of an open Checkout Session for the embedded page. */
export async function POST(request: Request): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const body = await readJson(request, schema);
  if (!body.ok) return apiError(body.code, pageLocale, "fields" in body ? { fields: body.fields } : {});
  const { locale = pageLocale, orderId } = body.data;

  const shopper = await readShopper();
  if (!(await withinCheckoutLimits(shopper.cartId, request.headers))) return apiError("rate_limited", locale);

  const result = await startEmbeddedCheckout({ shopper, locale, orderId });
  if (!result.ok) {
    const { ok: _, code, ...details } = result;
    return apiError(code, locale, details);
  }
  const { clientSecret, orderId: placed } = result;
  return Response.json({ clientSecret, orderId: placed }, { headers: { "Cache-Control": "no-store" } });
}
