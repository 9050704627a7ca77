import { countPayment } from "@/lib/checkout/core/limits.server";
import { addressWords } from "@/lib/checkout/page/address-words";
import { confirmFree } from "@/lib/checkout/payment-element/confirm-free.server";
import { confirmFreeInput } from "@/lib/checkout/payment-element/input";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";
import { readShopper } from "@/lib/orders/owners/shopper.server";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** An order whose discounts cover all of it is placed without a payment: `{ status: "succeeded", orderId }`. */
export async function POST(request: Request): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", locale);
  const body = await readJson(request, confirmFreeInput);
  if (!body.ok) return apiError(body.code, locale, "fields" in body ? { fields: body.fields } : {});
  const { quote: signedQuote, ...order } = body.data;

  const shopper = await readShopper();
  const counted = await countPayment(shopper);
  if (!counted.ok) return refuseTooMany(counted, locale);
  const result = await confirmFree({ ...order, signedQuote, shopper });
  if (!result.ok) {
    const { ok: _, code, ...details } = result;
    return apiError(code, locale, { ...details, ...addressWords(result, locale) });
  }
  return Response.json(
    { status: "succeeded", orderId: result.orderId },
    { headers: { "Cache-Control": "no-store" } },
  );
}
