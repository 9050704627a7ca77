import { countPayment } from "@/lib/checkout/core/limits.server";
import { addressWords } from "@/lib/checkout/page/address-words";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { declineText } from "@/lib/checkout/payment-element/decline-text";
import { confirmInput } from "@/lib/checkout/payment-element/input";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";
import { readShopper } from "@/lib/orders/owners/shopper.server";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** ConfirmationToken -> one PaymentIntent, created and confirmed: `{ status, clientSecret, paymentIntentId, orderId }`. */
export async function POST(request: Request): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", locale);
  const body = await readJson(request, confirmInput);
  if (!body.ok) return apiError(body.code, locale, "fields" in body ? { fields: body.fields } : {});
  const { confirmationTokenId: tokenId, orderId, quote: signedQuote, email } = body.data;

  const shopper = await readShopper();
  const counted = await countPayment(shopper);
  if (!counted.ok) return refuseTooMany(counted, locale);
  const result = await confirmPayment({ orderId, tokenId, signedQuote, email, shopper });
  if (!result.ok) {
    const { ok: _, code, ...details } = result;
    const words = result.code === "card_declined" && { message: declineText(result.declineCode, locale) };
    return apiError(code, locale, { ...details, ...words, ...addressWords(result, locale) });
  }
  const { ok: _, ...confirmed } = result;
  return Response.json(confirmed, { headers: { "Cache-Control": "no-store" } });
}
