import { z } from "zod";
import type { OrderId } from "@/lib/base/ids";
import { countChange } from "@/lib/checkout/core/limits.server";
import { findPaymentOutcome } from "@/lib/checkout/core/payment-outcome.server";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";
import { readShopper } from "@/lib/orders/owners/shopper.server";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const input = z.strictObject({
  orderId: z
    .string()
    .max(64)
    .transform((id) => id as OrderId),
});

/** Whether an order was paid, for a page that lost the answer of its payment: `{ outcome }`. */
export async function POST(request: Request): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", locale);
  const body = await readJson(request, input);
  if (!body.ok) return apiError(body.code, locale, "fields" in body ? { fields: body.fields } : {});
  const shopper = await readShopper();
  const counted = await countChange(shopper);
  if (!counted.ok) return refuseTooMany(counted, locale);
  const outcome = await findPaymentOutcome(body.data.orderId, shopper);
  if (!outcome) return apiError("not_found", locale);
  return Response.json({ outcome }, { headers: { "Cache-Control": "no-store" } });
}
