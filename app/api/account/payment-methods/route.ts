import { z } from "zod";
import { env } from "@/lib/config/env";
import { addPaymentMethod } from "@/lib/customers/add-payment-method.server";
import { countDeclinedCard } from "@/lib/customers/method-limits.server";
import { ownRequest } from "@/lib/customers/own-request.server";
import { accountTexts } from "@/lib/customers/texts";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { storeAddress } from "@/lib/http/store-address";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.strictObject({ confirmationTokenId: z.string().regex(/^ctoken_\w{1,120}$/) });

/** ConfirmationToken -> a payment method on file: `{ status, clientSecret }`. */
export async function POST(request: Request): Promise<Response> {
  const own = await ownRequest(request, "add");
  if (!own.ok) return own.answer;
  const { customer, locale } = own;
  const body = await readJson(request, schema);
  if (!body.ok) return apiError(body.code, locale, "fields" in body ? { fields: body.fields } : {});

  const result = await addPaymentMethod(
    customer,
    body.data.confirmationTokenId,
    locale,
    storeAddress(request.headers, env()),
  );
  if (result.ok) {
    const { ok: _, ...added } = result;
    return Response.json(added, { headers: { "Cache-Control": "no-store" } });
  }
  const texts = accountTexts(locale).paymentMethods;
  if (result.code !== "card_declined") {
    return apiError(result.code, locale, { message: texts.problems[result.code] });
  }
  await countDeclinedCard(customer.id, body.data.confirmationTokenId, request.headers);
  const { code, reason } = result;
  return apiError(code, locale, { message: texts.declines[reason], reason });
}
